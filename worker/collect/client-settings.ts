import type { Site } from '../sites/index.ts';

/** Where a client sends: `edge.example/v1`, without the scheme. */
export interface Destination {
	readonly apiHost: string;
	readonly protocol: 'http' | 'https';
}

/**
 * What Segment's browser client (@segment/analytics-next) loads from its `cdnURL` before it sends: one destination, which is
 * we, no others, and no metrics about itself.
 */
export function segmentSettings({ writeKey }: Pick<Site, 'writeKey'>, { apiHost, protocol }: Destination): object {
	return {
		integrations: {
			'Segment.io': { apiKey: writeKey, apiHost, protocol, addBundledMetadata: false, unbundledIntegrations: [] },
		},
		plan: { track: { __default: { enabled: true, integrations: {} } }, identify: {}, group: {} },
		metrics: { sampleRate: 0 },
		middlewareSettings: {},
		enabledMiddleware: {},
		remotePlugins: [],
		legacyVideoPluginsEnabled: false,
	};
}

/** What RudderStack's browser client loads from its `configUrl` before it sends: a source without destinations of its own. */
export function rudderSourceConfig({ id, name, writeKey }: Pick<Site, 'id' | 'name' | 'writeKey'>): object {
	return {
		source: {
			id,
			name,
			writeKey,
			enabled: true,
			workspaceId: 'edgewise',
			destinations: [],
			config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
		},
	};
}
