import type { SeedSegment } from '../seed.ts';

/** Who came back, and who buys a lot. */
export const segments: readonly SeedSegment[] = [
	{
		id: 'returning',
		name: 'Returning visitors',
		description: 'Saw a page in the last 30 days.',
		condition: { $did: { event: 'Page Viewed', count: { $gte: 1 }, within: '30d' } },
	},
	{
		id: 'gold',
		name: 'Gold customers',
		description: 'Ordered for at least €200 in the last year.',
		condition: { $did: { event: 'Order Completed', sum: 'properties.total', $gte: 200, within: '365d' } },
	},
];
