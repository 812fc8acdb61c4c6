import type { Edit } from '../../core/edit/types.ts';
import type { Experience } from '../../core/release/types.ts';
import { products } from '../catalogue.ts';
import { hero } from '../copy.ts';
import { productCard } from '../views/product-card.ts';

/** The home page greets gold customers first, then whoever has been here before; everyone else sees it as it is. */
export const homeGreeting: Experience = {
	id: 'home-greeting',
	siteId: 'fernweh',
	name: 'Home greeting',
	kind: 'personalization',
	status: 'live',
	pages: { include: ['/'], exclude: [] },
	audience: null,
	schedule: { from: null, until: null },
	coverage: 1,
	seed: 'home-greeting',
	priority: 1,
	variants: [
		{
			id: 'gold',
			name: 'Gold customers',
			weight: 1,
			audience: { $segment: 'gold' },
			edits: [
				title('Good to see you again, gold member'),
				{
					id: 'free-shipping',
					kind: 'insert',
					selector: '#hero',
					expect: { tag: 'section' },
					position: 'before',
					html: '<aside class="ribbon" id="gold-ribbon" aria-label="For gold members">Free shipping on everything today, as a thank-you.</aside>',
				},
				...firstOnTheShelf('lichtung-2', 'wanderer-28'),
			],
		},
		{
			id: 'returning',
			name: 'Returning visitors',
			weight: 1,
			audience: { $segment: 'returning' },
			edits: [
				title('Welcome back'),
				{
					id: 'sub',
					kind: 'text',
					selector: '#hero-sub',
					expect: { tag: 'p', text: hero.sub },
					value: 'Everything is where you left it, and a few new things came in from the workshop.',
				},
				{
					id: 'call-to-action',
					kind: 'text',
					selector: '#hero-cta',
					expect: { tag: 'a', text: hero.callToAction },
					value: 'Pick up where you left off',
				},
			],
		},
	],
};

/** Puts one featured product before another: out of its place, and in again where it is to be, which the edge can do as the page passes. */
function firstOnTheShelf(id: string, before: string): Edit[] {
	const product = products.find((one) => one.id === id);
	if (!product) throw new Error(`no product ${id}`);
	return [
		{ id: `${id}-away`, kind: 'remove', selector: `#card-${id}`, expect: { tag: 'li' } },
		{
			id: `${id}-first`,
			kind: 'insert',
			selector: `#card-${before}`,
			expect: { tag: 'li' },
			position: 'before',
			html: productCard(product, 3, `first-${id}`).text,
		},
	];
}

function title(value: string): Edit {
	return { id: 'title', kind: 'text', selector: '#hero-title', expect: { tag: 'h1', text: hero.title }, value };
}
