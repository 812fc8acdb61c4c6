import type { SeedJourney, SeedMessage } from '../seed.ts';
import { leftCartHtml } from './left-cart-html.ts';

/** One e-mail about the product that let the person in. */
export const leftCartMessage: SeedMessage = {
	id: 'left-something-behind',
	name: 'You left something behind',
	channel: 'email',
	purpose: 'marketing',
	from: 'Fernweh <hello@fernweh.example>',
	subject: 'You left something behind',
	html: leftCartHtml,
	text: `Hello {{ traits.firstName | default: "there" }},

you put something into your cart and left it there:

  {{ trigger.properties.name }}, €{{ trigger.properties.price }}

It is still waiting for you:
http://shop.localhost:8787/cart

The people at Fernweh
`,
};

/** Whoever puts something into the cart and orders nothing hears from us, if we know where. */
export const leftCartJourney: SeedJourney = {
	id: 'left-cart',
	name: 'Left cart',
	status: 'on',
	version: 1,
	trigger: { kind: 'event', event: 'Product Added' },
	entry: 'wait',
	steps: {
		// One minute, so that a demonstration can wait for it. A real shop would say 1h.
		wait: { kind: 'wait', for: '1m', next: 'known' },
		known: { kind: 'branch', condition: { 'traits.email': { $exists: true } }, then: 'remind', else: 'done' },
		remind: { kind: 'message', messageId: leftCartMessage.id, next: 'done' },
		done: { kind: 'exit' },
	},
	exitWhen: { $did: { event: 'Order Completed', within: 'enrollment' } },
	reentry: 'after-exit',
};
