import type { SeedGoal } from '../seed.ts';

/** What the shop's experiments are judged by. */
export const goals: readonly SeedGoal[] = [
	{ id: 'orders', name: 'Orders', kind: 'conversion', event: 'Order Completed' },
	{
		id: 'revenue',
		name: 'Revenue',
		kind: 'sum',
		event: 'Order Completed',
		value: 'properties.total',
		cap: { kind: 'percentile', share: 0.99 },
	},
];
