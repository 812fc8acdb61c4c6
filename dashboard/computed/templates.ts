import type { AmountJson } from './amount-form.ts';

interface Template {
	readonly id: string;
	readonly name: string;
	readonly amount: AmountJson;
}

const event = 'Order Completed';

/** What shops ask for most, in Segment's names. The three scores together are recency, frequency and monetary value. */
export const templates: readonly Template[] = [
	{ id: 'orders_90d', name: 'Orders in 90 days', amount: { event, count: true, within: '90d' } },
	{ id: 'revenue', name: 'Revenue', amount: { event, sum: 'properties.total' } },
	{ id: 'average_order', name: 'Average order', amount: { event, avg: 'properties.total' } },
	{ id: 'last_order_days', name: 'Days since the last order', amount: { event, daysSinceLast: true } },
	{
		id: 'favourite_category',
		name: 'Favourite category',
		amount: { event: 'Product Viewed', mostFrequent: 'properties.category', within: '90d' },
	},
	{
		id: 'rfm_recency',
		name: 'RFM: recency',
		amount: { event, daysSinceLast: true, buckets: [30, 90, 180, 365], reverse: true },
	},
	{
		id: 'rfm_frequency',
		name: 'RFM: frequency',
		amount: { event, count: true, within: '365d', buckets: [2, 3, 5, 10] },
	},
	{
		id: 'rfm_monetary',
		name: 'RFM: monetary value',
		amount: { event, sum: 'properties.total', within: '365d', buckets: [50, 100, 250, 500] },
	},
	{
		id: 'engagement',
		name: 'Engagement score',
		amount: {
			points: [
				{ event, points: 50 },
				{ event: 'Checkout Started', points: 20 },
				{ event: 'Product Added', points: 10 },
				{ event: 'Product Viewed', points: 2, most: 20 },
				{ event: 'Page Viewed', points: 1, most: 10 },
			],
			halfLife: '30d',
		},
	},
];
