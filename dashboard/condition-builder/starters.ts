import type { ConditionJson } from '../../core/condition/types.ts';

/** Conditions to begin with, so that nobody faces an empty box. */
export const starters: readonly { readonly title: string; readonly condition: ConditionJson }[] = [
	{
		title: 'Returning visitors',
		condition: { $did: { event: 'Page Viewed', count: { $gte: 2 }, within: '30d' } },
	},
	{
		title: 'Bought something',
		condition: { $did: { event: 'Order Completed', within: '365d' } },
	},
	{
		title: 'Big spenders',
		condition: { $did: { event: 'Order Completed', sum: 'properties.total', $gte: 500, within: '365d' } },
	},
	{
		title: 'Left a cart',
		condition: {
			$sequence: {
				steps: [{ event: 'Product Added' }, { event: 'Order Completed', within: '1h', absent: true }],
				within: '1d',
			},
		},
	},
	{ title: 'Birthday soon', condition: { 'traits.birthday': { $anniversary: { next: '7d' } } } },
	{ title: 'Trial ends soon', condition: { 'traits.trialEndsAt': { $within: { next: '3d' } } } },
	{ title: 'On a plan for long', condition: { 'traits.plan': { $eq: 'pro', $for: '90d' } } },
	{ title: 'A tenth, by chance', condition: { $bucket: { seed: 'pilot', range: [0, 0.1] } } },
	{ title: 'Of a larger team', condition: { 'account.members': { $gte: 5 } } },
	{ title: 'Known by e-mail', condition: { 'traits.email': { $exists: true } } },
	{ title: 'On a phone', condition: { 'device.type': 'mobile' } },
	{ title: 'From a campaign', condition: { 'utm.source': { $exists: true } } },
];
