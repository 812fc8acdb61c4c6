import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addToCart, type Cart, countItems, parseCart, quantityOf, setQuantity, totalsOf } from './browser/shop/cart.js';
import { orderNumber } from './browser/shop/order.js';
import { orderProperties } from './browser/shop/segment.js';
import { findProduct, type Product } from './catalogue.ts';
import { shelve } from './shelf.ts';

const priceOf = (id: string) => findProduct(id)?.priceCents ?? 0;

function stocked(id: string, quantity: number) {
	const product: Product | undefined = findProduct(id);
	return product ? [{ id, product: shelve(product), quantity }] : [];
}

describe('the cart', () => {
	test('adds to a line that is there, and keeps the order of the others', () => {
		const cart = addToCart(addToCart(addToCart([], 'glut'), 'moos', 2), 'glut', 3);
		expect(cart).toEqual([
			{ id: 'glut', quantity: 4 },
			{ id: 'moos', quantity: 2 },
		]);
		expect(countItems(cart)).toBe(6);
	});

	test.each([
		[0, 0],
		[-3, 0],
		[2.9, 2],
		[100, 99],
		[Number.NaN, 0],
		[Number.POSITIVE_INFINITY, 0],
	])('a quantity of %d becomes %d', (wanted, held) => {
		expect(quantityOf(setQuantity([{ id: 'glut', quantity: 1 }], 'glut', wanted), 'glut')).toBe(held);
	});

	test('whatever is stored is read as lines with whole quantities, and never throws', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json(), fc.constant(null)), (stored) => {
				for (const { quantity } of parseCart(stored)) expect(Number.isInteger(quantity) && quantity > 0).toBe(true);
			}),
		);
	});

	test('a stored cart is read back', () => {
		const cart = [{ id: 'glut', quantity: 2 }];
		expect(parseCart(JSON.stringify(cart))).toEqual(cart);
	});

	test('lines stored twice are one line', () => {
		expect(parseCart('[{"id":"glut","quantity":1},{"id":"glut","quantity":2},{"id":7},null]')).toEqual([
			{ id: 'glut', quantity: 3 },
		]);
	});
});

describe('the sums', () => {
	test.each<[string, Cart, number, number]>([
		['nothing costs nothing', [], 0, 0],
		['a mug pays for delivery', [{ id: 'emaille', quantity: 1 }], 490, 2090],
		['below 75 euros delivery is paid', [{ id: 'moos', quantity: 1 }], 490, 7390],
		['from 75 euros on it is free', [{ id: 'nachtfalter', quantity: 1 }], 0, 7900],
	])('%s', (_, cart, deliveryCents, totalCents) => {
		expect(totalsOf(cart, priceOf)).toMatchObject({ deliveryCents, totalCents });
	});

	test('the net amounts and the tax add up to the total, to the cent, for any cart', () => {
		fc.assert(
			fc.property(
				fc.array(fc.record({ id: fc.string(), quantity: fc.integer({ min: 1, max: 99 }) })),
				fc.nat(1e6),
				(cart, price) => {
					const totals = totalsOf(cart, () => price);
					expect(totals.subtotalNetCents + totals.deliveryNetCents + totals.taxCents).toBe(totals.totalCents);
				},
			),
		);
	});

	test('an order says what Segment asks for', () => {
		const order = orderProperties([...stocked('emaille', 2), ...stocked('kessel', 1)], 'FW-1', 'http://shop');
		expect(order).toMatchObject({
			order_id: 'FW-1',
			total: 90,
			tax: 14.37,
			subtotal: 75.63,
			shipping: 0,
			currency: 'EUR',
		});
		expect(order.products).toMatchObject([
			{ product_id: 'emaille', price: 16, quantity: 2, position: 1, url: 'http://shop/p/emaille' },
			{ product_id: 'kessel', price: 58, quantity: 1, position: 2 },
		]);
	});
});

test('order numbers are short and free of letters that are mistaken for others', () => {
	fc.assert(
		fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (random) => {
			expect(orderNumber(random)).toMatch(/^FW-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
		}),
	);
});
