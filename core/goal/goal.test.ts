import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../condition/index.ts';
import { Refusal } from '../refusal.ts';
import { compileGoal, type Goal, parseGoal } from './index.ts';

const hour = 3_600_000;
const small = { id: 'g', name: 'Orders', kind: 'conversion', event: 'Order Completed' };
const exposed = 100 * hour;

const order = (atHours: number, total: unknown = 10): HistoryEvent => ({
	event: 'Order Completed',
	at: atHours * hour,
	properties: { total },
});

function measure(goal: object, events: readonly HistoryEvent[], now = 200 * hour) {
	const history = {
		query: (name: string, from: number, to: number) =>
			events.filter(({ event, at }) => event === name && at >= from && at <= to),
	};
	return compileGoal(parseGoal({ ...small, ...goal })).measure(history, exposed, now, 48 * hour);
}

describe('a goal is refused', () => {
	test.each<[string, object, string]>([
		['without a name', { name: ' ' }, 'name'],
		['of an unknown kind', { kind: 'happiness' }, 'kind'],
		['without an event', { event: '' }, 'event'],
		[
			'when its condition does not compile',
			{ where: { 'properties.total': { $foo: 1 } } },
			'where.properties.total.$foo',
		],
		['when its condition depends on the clock', { where: { 'properties.at': { $within: { last: '3d' } } } }, 'where'],
		['as a sum of nothing', { kind: 'sum' }, 'value'],
		['as a ratio to nothing', { kind: 'ratio' }, 'per'],
		['as a retention without an end', { kind: 'retention' }, 'windowHours'],
		['as a quantile of 2', { kind: 'quantile', quantile: 2 }, 'quantile'],
		['as a conversion that is capped', { cap: { kind: 'value', at: 3 } }, 'cap'],
		['with a cap of 0', { kind: 'count', cap: { kind: 'value', at: 0 } }, 'cap.at'],
		['with a window of no length', { windowHours: 0 }, 'windowHours'],
		['with a window of NaN', { windowHours: Number.NaN }, 'windowHours'],
		['with a broken denominator', { kind: 'ratio', per: { event: 'A', where: { a: { $x: 1 } } } }, 'per.where.a.$x'],
		['with a path of empty parts', { kind: 'sum', value: 'properties..total' }, 'sum'],
	])('%s', (_, changes, path) => {
		try {
			parseGoal({ ...small, ...changes });
		} catch (error) {
			expect(error).toBeInstanceOf(Refusal);
			expect(error).toMatchObject({ path });
			return;
		}
		expect.unreachable();
	});

	test('and what is left out of one that is taken has a meaning', () => {
		const goal: Goal = parseGoal(small);
		expect(goal).toEqual({
			...small,
			...{ where: null, value: null, per: null, windowHours: null, delayHours: 0, cap: null, quantile: null },
			lessIsBetter: false,
		});
		expect(parseGoal(goal)).toEqual(goal);
	});
});

describe('a person', () => {
	test('counts from the exposure on, the moment itself included, and before it apart', () => {
		const events = [order(20), order(99), order(100), order(150)];
		expect(measure({ kind: 'count' }, events)).toEqual({ value: 2, per: 0, before: 1, perBefore: 0 });
		expect(measure({}, events)).toEqual({ value: 1, per: 0, before: 1, perBefore: 0 });
		expect(measure({}, [])).toEqual({ value: 0, per: 0, before: 0, perBefore: 0 });
	});

	test('counts within the window, whose end is outside it, and not after now', () => {
		const events = [order(100), order(109), order(110), order(150)];
		expect(measure({ kind: 'count', windowHours: 10 }, events)).toMatchObject({ value: 2 });
		expect(measure({ kind: 'count', delayHours: 10 }, events)).toMatchObject({ value: 2 });
		expect(measure({ kind: 'count' }, events, 149 * hour)).toMatchObject({ value: 3 });
	});

	test('adds up what is a number, also as text, and skips the rest', () => {
		const events = [order(101, 5), order(102, '7.5'), order(103, 'much'), order(104, null)];
		expect(measure({ kind: 'sum', value: 'properties.total' }, events)).toMatchObject({ value: 12.5 });
		expect(
			measure({ kind: 'sum', value: 'properties.total', cap: { kind: 'value', at: 8 } }, [...events, order(99, 20)]),
		).toEqual({ value: 8, per: 0, before: 8, perBefore: 0 });
	});

	test('counts only what meets the condition', () => {
		const where = { 'properties.total': { $gte: 50 } };
		expect(measure({ kind: 'count', where }, [order(101, 10), order(102, 60)])).toMatchObject({ value: 1 });
	});

	test('has two sums for a ratio', () => {
		const ratio = { kind: 'ratio', value: 'properties.total', per: { event: 'Order Completed' } };
		const events = [order(20), order(90, 5), order(101, 10), order(102, 30)];
		expect(measure(ratio, events)).toEqual({ value: 40, per: 2, before: 5, perBefore: 1 });
	});

	test('has come back or not only once the time for it is over', () => {
		const retention = { kind: 'retention', delayHours: 24, windowHours: 24 };
		expect(measure(retention, [order(110)])).toMatchObject({ value: 0 });
		expect(measure(retention, [order(130)])).toMatchObject({ value: 1 });
		expect(measure(retention, [order(130)], 147 * hour)).toBeNull();
	});
});
