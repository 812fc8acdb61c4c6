import { RudderAnalytics } from '@rudderstack/analytics-js/bundled';
import { told } from './sdk.ts';

const analytics = new RudderAnalytics();
analytics.load(told('key'), told('edge'), { configUrl: told('edge') });

window.sdk = {
	page: (name, properties) => analytics.page(name, { ...properties }),
	track: (event, properties) => analytics.track(event, { ...properties }),
	identify: (userId, traits) => analytics.identify(userId, { ...traits }),
	group: (groupId, traits) => analytics.group(groupId, { ...traits }),
	alias: (userId, previousId) => analytics.alias(userId, previousId),
};
