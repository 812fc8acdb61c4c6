import { peer } from './peer.ts';

export const posthog = peer({
	name: 'posthog',
	package: 'posthog-js',
	file: 'posthog-js/dist/array.js',
	path: '/static/array.js',
	// What its snippet does, without the stubs of the calls that nobody makes here.
	before: (collector) => `
		window.posthog = [];
		posthog._i = [];
		posthog.__SV = 1;
		posthog._i.push(['phc_key', {
			api_host: '${collector}',
			capture_pageview: true,
			loaded: (posthog) => { window.track = (name) => posthog.capture(name); ready(); },
		}, 'posthog']);`,
	answer: (pathname) => (pathname.startsWith('/flags') ? { featureFlags: {}, errorsWhileComputingFlags: false } : {}),
	pageView: /"event":"\$pageview"/g,
});
