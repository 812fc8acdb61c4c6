import { peer } from './peer.ts';

export const rudderstack = peer({
	name: 'rudderstack',
	package: '@rudderstack/analytics-js',
	after: (collector) => `
		window.rudder = new RudderAnalytics();
		rudder.load('wk', '${collector}', { configUrl: '${collector}' });
		rudder.page();
		rudder.ready(() => { window.track = (name) => rudder.track(name); ready(); });`,
	answer: (pathname) => (pathname.startsWith('/sourceConfig') ? sourceConfig : {}),
	pageView: /"type":"page"/g,
});

const sourceConfig = {
	source: {
		id: 'source',
		name: 'Site',
		writeKey: 'wk',
		enabled: true,
		workspaceId: 'workspace',
		config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
		destinations: [],
		connections: [],
		dataplanes: {},
	},
	updatedAt: '2026-01-01T00:00:00.000Z',
};
