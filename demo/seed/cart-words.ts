import type { SeedExperiment } from '../seed.ts';

/** Whether more people order when the button speaks of packing: half of the visitors see it, on every product's page. */
export const cartWords: SeedExperiment = {
	id: 'cart-words',
	siteId: 'fernweh',
	name: 'Words on the cart button',
	kind: 'experiment',
	status: 'live',
	pages: { include: ['/p/*'], exclude: [] },
	audience: null,
	schedule: { from: null, until: null },
	coverage: 1,
	seed: 'cart-words',
	priority: 2,
	variants: [
		{ id: 'cart', name: 'Add to cart', weight: 0.5, audience: null, edits: [] },
		{
			id: 'pack',
			name: 'Pack it',
			weight: 0.5,
			audience: null,
			edits: [
				{
					id: 'words',
					kind: 'text',
					selector: '#add-button',
					expect: { tag: 'button', text: 'Add to cart' },
					value: 'Pack it',
				},
			],
		},
	],
	judging: {
		goals: [
			{ goalId: 'orders', role: 'primary' },
			{ goalId: 'revenue', role: 'secondary' },
		],
	},
};
