import { peer } from './peer.ts';

export const plausible = peer({
	name: 'plausible',
	package: '@plausible-analytics/tracker',
	after: (collector) => `
		plausibleTracker.init({ domain: 'site.example', endpoint: '${collector}/api/event', captureOnLocalhost: true });
		window.track = (name) => plausibleTracker.track(name, {});
		ready();`,
	pageView: /"n":"pageview"/g,
});
