import type { Journey } from './types.ts';

/** The journey that the documentation tells of: whoever leaves a cart is reminded after an hour, unless they buy. */
export const leftCart = {
	id: 'left-cart',
	name: 'Left cart',
	version: 1,
	trigger: { kind: 'event', event: 'Product Added', where: { 'properties.price': { $gte: 10 } } },
	entry: 'pause',
	steps: {
		pause: { kind: 'wait', for: '1h', next: 'known' },
		known: { kind: 'branch', condition: { 'traits.email': { $exists: true } }, then: 'remind', else: 'out' },
		remind: { kind: 'message', messageId: 'left-cart-mail', next: 'out' },
		out: { kind: 'exit' },
	},
	exitWhen: { $did: { event: 'Order Completed', within: 'enrollment' } },
	reentry: 'after-exit',
} as const satisfies Journey;
