import { peer } from './peer.ts';

export const amplitude = peer({
	name: 'amplitude',
	package: '@amplitude/analytics-browser',
	file: '@amplitude/analytics-browser/lib/scripts/amplitude-min.js',
	after: (collector) => `
		amplitude.init('key', { serverUrl: '${collector}/2/httpapi', fetchRemoteConfig: false, autocapture: { pageViews: true } })
			.promise.then(() => { window.track = (name) => amplitude.track(name); ready(); });`,
	answer: () => ({ code: 200, events_ingested: 1, payload_size_bytes: 1, server_upload_time: Date.now() }),
	pageView: /"event_type":"\[Amplitude\] Page Viewed"/g,
});
