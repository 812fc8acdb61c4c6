import { peer } from './peer.ts';

export const counterscale = peer({
	name: 'counterscale',
	package: '@counterscale/tracker',
	file: '@counterscale/tracker/dist/loader/tracker.umd.cjs',
	hasEvents: false,
	attributes: 'id="counterscale-script" data-site-id="site" data-report-localhost onload="ready()"',
	// Not what it asks `/cache` before.
	pageView: /\bp=[^&]*&h=/g,
});
