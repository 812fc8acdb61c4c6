import { peer } from './peer.ts';

export const snowplow = peer({
	name: 'snowplow',
	package: '@snowplow/browser-tracker',
	after: (collector) => `
		snowplowTracker.newTracker('sp', '${collector}', { appId: 'site' });
		snowplowTracker.trackPageView();
		window.track = (name) => snowplowTracker.trackStructEvent({ category: 'test', action: name });
		ready();`,
	pageView: /"e":"pv"/g,
});
