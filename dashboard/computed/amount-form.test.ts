import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileAmount } from '../../core/condition/index.ts';
import { amountOf, formOf, idFor, kinds, looksAtProperty, readBounds } from './amount-form.ts';
import { sayAmount } from './say-amount.ts';
import { scoreFormOf, scoreOf } from './score-form.ts';
import { templates } from './templates.ts';

const amounts = fc
	.record({
		kind: fc.constantFrom(...kinds.map(({ kind }) => kind)),
		event: fc.constantFrom('Order Completed', 'Seen'),
		property: fc.constantFrom('properties.total', 'properties.items.0.price', 'context.page.path'),
		within: fc.constantFrom(undefined, '90d', 'this month'),
		where: fc.constantFrom(undefined, { 'properties.total': { $gte: 5 } }),
		calendar: fc.constantFrom(undefined, true),
		buckets: fc.constantFrom(undefined, [1, 5, 10]),
		reverse: fc.constantFrom(undefined, true),
	})
	.map(({ kind, property, reverse, calendar, ...more }) => ({
		...more,
		[kind]: looksAtProperty(kind) ? property : true,
		...(more.buckets && { reverse }),
		...(more.within === '90d' && { calendar }),
	}))
	.map((amount): Record<string, unknown> => JSON.parse(JSON.stringify(amount)));

const rule = fc.record(
	{
		event: fc.constantFrom('Order Completed', 'Seen'),
		points: fc.constantFrom(50, -5, 0.5),
		most: fc.constant(20),
		within: fc.constantFrom('90d', 'this month'),
		where: fc.constant({ 'properties.total': { $gte: 5 } }),
	},
	{ requiredKeys: ['event', 'points'] },
);
const scores = fc
	.record(
		{
			points: fc.array(rule, { minLength: 1, maxLength: 4 }),
			halfLife: fc.constant('30d'),
			buckets: fc.constant([1, 5, 10]),
		},
		{ requiredKeys: ['points'] },
	)
	.map((score): Record<string, unknown> => JSON.parse(JSON.stringify(score)));

describe('the form of a score', () => {
	test('gives back what it was given', () => {
		fc.assert(
			fc.property(scores, (score) => {
				expect(() => compileAmount(score)).not.toThrow();
				expect(scoreOf(scoreFormOf(score))).toEqual(score);
			}),
		);
	});

	test('shows what is no score as an empty one', () => {
		expect(scoreFormOf({ points: [null, 5, { points: 'many' }], halfLife: 30 })).toEqual({
			rules: [{ event: '', points: null, most: null, within: '', where: null, rest: {} }],
			halfLife: '',
			rest: {},
		});
	});
});

describe('the form of an amount', () => {
	test('gives back what it was given', () => {
		fc.assert(
			fc.property(amounts, (amount) => {
				expect(() => compileAmount(amount)).not.toThrow();
				expect(amountOf(formOf(amount))).toEqual(amount);
			}),
		);
	});

	test('begins with ready-made ones that compile', () => {
		for (const { amount } of templates) expect(() => compileAmount(amount)).not.toThrow();
	});

	test('suggests ids that the API takes', () => {
		fc.assert(
			fc.property(fc.string(), (name) => {
				expect(idFor(name)).toMatch(/^([a-z][a-z0-9_]{0,39})?$/);
			}),
		);
		expect(idFor('Orders in 90 days')).toBe('orders_in_90_days');
		expect(idFor('90 days of Größe!')).toBe('days_of_gro_e');
	});

	test.each([
		['', []],
		['30, 90 180', [30, 90, 180]],
		['90, 30', null],
		['a', null],
	])('reads the boundaries %j', (text, bounds) => {
		expect(readBounds(text)).toEqual(bounds);
	});

	test.each([
		[{ event: 'Order Completed', count: true }, 'How many Order Completed'],
		[
			{ event: 'Order Completed', count: true, where: { 'properties.total': { $gte: 5 } } },
			'How many Order Completed where total is at least 5',
		],
		[
			{ event: 'Order Completed', sum: 'properties.total', within: '90d' },
			'The sum of total of Order Completed in the last 90 days',
		],
		[
			{ event: 'Order Completed', daysSinceLast: true, buckets: [30, 90], reverse: true },
			'Days since the last Order Completed as a rank from 1 to 3',
		],
		[
			{
				points: [
					{ event: 'Order Completed', points: 50 },
					{ event: 'Seen', points: 1, most: 20, within: '90d' },
				],
				halfLife: '30d',
			},
			'50 points for Order Completed, 1 point for Seen in the last 90 days (20 at most), half of it after 30 days',
		],
	])('says %j', (amount, words) => {
		expect(sayAmount(amount)).toBe(words);
	});
});
