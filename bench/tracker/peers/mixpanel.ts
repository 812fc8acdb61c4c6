import { peer } from './peer.ts';

export const mixpanel = peer({
	name: 'mixpanel',
	package: 'mixpanel-browser',
	file: 'mixpanel-browser/dist/mixpanel.min.js',
	// What its snippet does, without the stubs of the calls that nobody makes here.
	before: (collector) => `
		window.mixpanel = [];
		mixpanel._i = [];
		mixpanel.__SV = 1.2;
		mixpanel._i.push(['token', {
			api_host: '${collector}',
			track_pageview: true,
			loaded: (mixpanel) => { window.track = (name) => mixpanel.track(name); ready(); },
		}, 'mixpanel']);`,
	answer: () => ({ status: 1, error: null }),
	pageView: /"event":\s?"\$mp_web_page_view"/g,
});
