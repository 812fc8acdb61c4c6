import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowSet } from './row-set.ts';

const row = fc.oneof(
	fc.integer({ min: 0, max: 100 }),
	fc.integer({ min: 32_700, max: 32_900 }),
	fc.integer({ min: 0, max: 3_000_000 }),
);
const change = fc.record({ row, isAdded: fc.boolean() });

function both(changes: readonly { readonly row: number; readonly isAdded: boolean }[]): [RowSet, Set<number>] {
	const rows = new RowSet();
	const expected = new Set<number>();
	for (const { row, isAdded } of changes) {
		if (isAdded) rows.add(row);
		else rows.delete(row);
		if (isAdded) expected.add(row);
		else expected.delete(row);
	}
	return [rows, expected];
}

test('it has what a set of numbers has', () => {
	fc.assert(
		fc.property(fc.array(change), fc.array(change), fc.array(row), (some, more, asked) => {
			const [rows, expected] = both(some);
			const [others, expectedOthers] = both(more);
			expect(rows.size).toBe(expected.size);
			expect(rows.countIn(others)).toBe([...expected].filter((one) => expectedOthers.has(one)).length);
			for (const one of [...asked, ...expected]) expect(rows.has(one)).toBe(expected.has(one));
		}),
	);
});

test('rows that nobody has take no memory', () => {
	const rows = new RowSet();
	rows.add(5_000_000);
	expect(rows.bytes).toBe(4096);
});
