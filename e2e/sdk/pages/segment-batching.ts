import { AnalyticsBrowser } from '@segment/analytics-next';
import { told } from './sdk.ts';

const analytics = AnalyticsBrowser.load(
	{ writeKey: told('key'), cdnURL: told('edge') },
	{
		integrations: { 'Segment.io': { deliveryStrategy: { strategy: 'batching', config: { size: 10, timeout: 500 } } } },
	},
);

window.sdk = {
	page: (name, properties) => analytics.page(name, properties),
	track: (event, properties) => analytics.track(event, properties),
	identify: (userId, traits) => analytics.identify(userId, traits),
	group: (groupId, traits) => analytics.group(groupId, traits),
	alias: (userId, previousId) => analytics.alias(userId, previousId),
	screen: (name, properties) => analytics.screen(name, properties),
};
