import type { SeedComputedTrait } from '../seed.ts';

/** What the shop knows of its customers beyond single orders. */
export const computedTraits: readonly SeedComputedTrait[] = [
	{
		id: 'revenue',
		name: 'Revenue',
		description: 'What they ordered for, ever.',
		amount: { event: 'Order Completed', sum: 'properties.total' },
	},
	{
		id: 'favourite_category',
		name: 'Favourite category',
		description: 'Of the products that they looked at in 90 days.',
		amount: { event: 'Product Viewed', mostFrequent: 'properties.category', within: '90d' },
	},
	{
		id: 'engagement',
		name: 'Engagement score',
		description: 'How much they do in the shop, of late above all.',
		amount: {
			points: [
				{ event: 'Order Completed', points: 50 },
				{ event: 'Checkout Started', points: 20 },
				{ event: 'Product Added', points: 10 },
				{ event: 'Product Viewed', points: 2, most: 20 },
			],
			halfLife: '30d',
		},
	},
];
