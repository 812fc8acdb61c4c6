import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LazyHistory, type Past } from './history.ts';
import type { StoredEvent } from './stored-event.ts';

let made = 0;

function stored(e: string, a: number): StoredEvent {
	return { i: `${e}${a}`, t: 'track', e, a, r: a, s: 'shop', p: { made: made++ }, c: {} };
}

/** Rows as they arrived, oldest first, with a count of those that were read. */
function past(rows: readonly (readonly StoredEvent[])[]): Past & { readonly read: () => number } {
	let count = 0;
	const until = (some: typeof rows) => Math.max(Number.NEGATIVE_INFINITY, ...some.flat().map(({ a }) => a));
	const next = () => {
		const at = rows.length - 1 - count;
		const events = rows[at];
		if (!events) return null;
		count++;
		return { events, restUntil: until(rows.slice(0, at)) };
	};
	return { until: until(rows), next, read: () => count };
}

describe('a history that reads as it is asked', () => {
	test('finds what is there and what it is told, whatever was asked before and in whatever order rows arrived', () => {
		const event = fc.tuple(fc.constantFrom('A', 'B'), fc.nat({ max: 20 })).map(([name, at]) => stored(name, at));
		const question = fc.tuple(fc.constantFrom('A', 'B'), fc.integer({ min: -5, max: 25 }), fc.nat({ max: 30 }));
		fc.assert(
			fc.property(
				fc.array(fc.array(event, { maxLength: 4 }), { maxLength: 5 }),
				fc.array(fc.record({ question, told: fc.array(event, { maxLength: 2 }) })),
				(rows, rounds) => {
					const history = new LazyHistory(past(rows));
					const all = rows.flat();
					for (const {
						question: [name, from, length],
						told,
					} of rounds) {
						history.tell(told);
						all.push(...told);
						const found = history.query(name, from, from + length).map(({ properties }) => properties);
						// Of events of one moment, those that arrived first come first.
						const expected = all.filter(({ e, a }) => e === name && a >= from && a <= from + length);
						expect(found).toEqual(expected.toSorted((one, other) => one.a - other.a).map(({ p }) => p));
					}
				},
			),
		);
	});

	test('reads no farther back than it is asked, and no row twice', () => {
		const given = past([[stored('A', 1)], [stored('A', 10)], [stored('A', 20)], [stored('A', 30)]]);
		const history = new LazyHistory(given);
		history.query('A', 31, 99);
		expect(given.read()).toBe(0);
		history.query('A', 15, 99);
		history.query('B', 15, 99);
		expect(given.read()).toBe(2);
		history.query('A', 5, 99);
		expect(given.read()).toBe(3);
	});
});
