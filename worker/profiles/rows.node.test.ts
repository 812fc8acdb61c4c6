import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packRows } from './rows.ts';
import type { StoredEvent } from './stored-event.ts';

const dayMs = 86_400_000;

function stored(i: number, at: number): StoredEvent {
	return { i: `m${i}`, t: 'track', e: 'Seen', a: at, r: at, s: 'site', p: {}, c: {} };
}

const anyEvents = fc
	.array(fc.integer({ min: 0, max: 400 * dayMs }), { maxLength: 60 })
	.map((moments) => moments.map((at, i) => stored(i, at)));

test('every event is in exactly one row, and no row spans a day or more', () => {
	fc.assert(
		fc.property(anyEvents, (events) => {
			const rows = packRows(events);
			expect(rows.flatMap((row) => row.events.map((event) => event.i)).sort()).toEqual(events.map(({ i }) => i).sort());
			for (const row of rows) {
				expect(row.until - row.at).toBeLessThan(dayMs);
				for (const event of row.events) {
					expect(event.a).toBeGreaterThanOrEqual(row.at);
					expect(event.a).toBeLessThanOrEqual(row.until);
					expect(row.ids).toContain(`\n${event.i}\n`);
				}
			}
		}),
	);
});

test('a visitor’s batch is one row', () => {
	expect(packRows([stored(1, 1000), stored(2, 3000), stored(3, 2000)])).toHaveLength(1);
});
