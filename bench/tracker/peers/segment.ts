import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { peerFile } from '../install-peers.ts';
import { peer } from './peer.ts';

const folder = '@segment/analytics-next/dist/umd';

export const segment = peer({
	name: 'segment',
	package: '@segment/analytics-next',
	file: `${folder}/standalone.js`,
	path: '/analytics.js/v1/wk/analytics.min.js',
	more(pathname) {
		if (!pathname.startsWith('/analytics-next/bundles/')) return null;
		const file = peerFile(path.join(folder, path.basename(pathname)));
		return existsSync(file) ? readFileSync(file, 'utf8') : null;
	},
	// What its snippet does, without the stubs of the calls that nobody makes here.
	before: (collector) => `
		window.analytics = [];
		analytics._writeKey = 'wk';
		analytics._cdn = '${collector}';
		analytics._loadOptions = { integrations: { 'Segment.io': { apiHost: '${new URL(collector).host}/v1', protocol: 'http' } } };
		analytics.push(['page']);
		analytics.push(['ready', () => { window.track = (name) => analytics.track(name); ready(); }]);`,
	answer: (pathname) =>
		pathname.endsWith('/settings')
			? {
					integrations: {
						'Segment.io': { apiKey: 'wk', addBundledMetadata: true, versionSettings: { version: '4.4.7' } },
					},
				}
			: { success: true },
	pageView: /"type":"page"/g,
});
