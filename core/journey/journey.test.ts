import { describe, expect, test } from 'vitest';
import type { HistoryEvent, Subject } from '../condition/index.ts';
import { leftCart } from './examples.ts';
import { advance, compileJourney, type Enrollment, enrol, isTriggeredBy, type Journey, mayEnter } from './index.ts';

const hour = 3_600_000;
const start = Date.parse('2026-11-05T12:00:00Z');
const compiled = compileJourney(leftCart);
const added: HistoryEvent = { event: 'Product Added', at: start, properties: { price: 20 } };
const trigger = { messageId: 'm1', ...added };
const entered = enrol(compiled, 'p1', trigger, start + 500);

function person(...events: HistoryEvent[]): Subject {
	return { attributes: { traits: { email: 'a@example.com' } }, events: [added, ...events], segments: [] };
}
function ordered(at: number): HistoryEvent {
	return { event: 'Order Completed', at, properties: {} };
}
function stepsOf({ log }: Enrollment): string[] {
	return log.map(({ stepId }) => stepId);
}

describe('entering', () => {
	test('the event, its properties and the person decide', () => {
		const isIn = (event: HistoryEvent, now = start) => isTriggeredBy(compiled, event, person(), now);
		expect(isIn(added)).toBe(true);
		expect(isIn({ ...added, event: 'Product Removed' })).toBe(false);
		expect(isIn({ ...added, properties: { price: 9 } })).toBe(false);
		expect(isIn(added, start + 25 * hour)).toBe(false);
	});

	test('the same event twice is the same enrollment', () => {
		expect(enrol(compiled, 'p1', trigger, start + hour).id).toBe(entered.id);
		expect(enrol(compiled, 'p2', trigger, start).id).not.toBe(entered.id);
		expect(enrol(compiled, 'p1', { ...trigger, messageId: 'm2' }, start).id).not.toBe(entered.id);
	});

	test('an enrollment begins when its event happened, never in the future', () => {
		expect(entered).toMatchObject({ enteredAt: start, dueAt: start, stepId: 'pause', status: 'active' });
		expect(enrol(compiled, 'p1', { ...trigger, at: start + hour }, start).enteredAt).toBe(start);
	});

	test('re-entry is never, after the exit, or always', () => {
		const may = (reentry: Journey['reentry'], ...existing: Enrollment[]) =>
			mayEnter(compileJourney({ ...leftCart, reentry }), existing);
		const over: Enrollment = { ...entered, status: 'finished', version: 7 };
		expect([may('never'), may('never', over), may('never', { ...over, journeyId: 'other' })]).toEqual([
			true,
			false,
			true,
		]);
		expect([may('after-exit'), may('after-exit', over), may('after-exit', over, entered)]).toEqual([true, true, false]);
		expect(may('always', entered, over)).toBe(true);
	});
});

describe('advancing', () => {
	test('a wait ends its length after it began, however late that is seen', () => {
		const { enrollment, effects } = advance(compiled, entered, person(), start + 500);
		expect(enrollment).toMatchObject({ stepId: 'pause', dueAt: start + hour });
		expect(effects).toEqual([]);
		expect(advance(compiled, enrollment, person(), start + hour - 1).effects).toEqual([]);
		expect(advance(compiled, enrollment, person(), start + hour).effects).toHaveLength(1);
		expect(advance(compiled, enrollment, person(), start + 9 * hour).effects).toEqual(
			advance(compiled, enrollment, person(), start + hour).effects,
		);
	});

	test('where nothing is due nothing changes', () => {
		const { enrollment } = advance(compiled, entered, person(), start + 500);
		expect(advance(compiled, enrollment, person(), start + 600).enrollment).toBe(enrollment);
	});

	test('the left cart is followed up and the enrollment ends', () => {
		const { enrollment, effects } = advance(compiled, entered, person(), start + hour);
		expect(effects).toEqual([
			{
				kind: 'message',
				id: expect.any(String),
				messageId: 'left-cart-mail',
				enrollmentId: entered.id,
				stepId: 'remind',
			},
		]);
		expect(enrollment).toMatchObject({ status: 'finished', dueAt: null });
		expect(stepsOf(enrollment)).toEqual(['pause', 'known', 'remind', 'out']);
		expect(advance(compiled, enrollment, person(), start + 2 * hour)).toEqual({ enrollment, effects: [] });
	});

	test('a branch takes the other way where its condition does not hold', () => {
		const unknown = { ...person(), attributes: { traits: {} } };
		const { enrollment, effects } = advance(compiled, entered, unknown, start + hour);
		expect([enrollment.status, effects]).toEqual(['finished', []]);
		expect(stepsOf(enrollment)).toEqual(['pause', 'known', 'out']);
	});

	test('who buys is out at once, even while the wait lasts', () => {
		const { enrollment, effects } = advance(compiled, entered, person(ordered(start + 60_000)), start + 60_000);
		expect(enrollment).toMatchObject({ status: 'exited', dueAt: null, stepId: 'pause' });
		expect(effects).toEqual([]);
	});

	test('who bought while we were late gets no reminder', () => {
		const late = advance(compiled, entered, person(ordered(start + 2 * hour)), start + 3 * hour);
		expect([late.enrollment.status, late.effects]).toEqual(['exited', []]);
	});

	test('what happened before the enrollment, and its own trigger, does not count as since', () => {
		expect(advance(compiled, entered, person(ordered(start - 1)), start + 1).enrollment.status).toBe('active');
		const exitWhen = { $did: { event: 'Product Added', within: 'enrollment' } };
		const again = compileJourney({ ...leftCart, exitWhen });
		expect(advance(again, entered, person(), start + 1).enrollment.status).toBe('active');
		expect(advance(again, entered, person({ ...added, at: start + 1 }), start + 1).enrollment.status).toBe('exited');
	});

	test('an exit condition that time alone makes true wakes the enrollment for it', () => {
		const exitWhen = { $not: { $did: { event: 'Product Added', within: '30m' } } };
		const restless = compileJourney({ ...leftCart, exitWhen });
		const { enrollment } = advance(restless, entered, person(), start + 1);
		expect(enrollment.dueAt).toBe(start + hour / 2);
		expect(advance(restless, enrollment, person(), start + hour / 2).enrollment.status).toBe('exited');
	});

	test('another version is a defect, a step that is gone is an exit', () => {
		expect(() => advance(compileJourney({ ...leftCart, version: 2 }), entered, person(), start)).toThrow('version 1');
		expect(advance(compiled, { ...entered, stepId: 'gone' }, person(), start).enrollment.status).toBe('exited');
	});

	test('a circle that was left alone for years catches up in portions, each message once', () => {
		const circle = compileJourney({
			...leftCart,
			entry: 'ping',
			steps: {
				ping: { kind: 'message', messageId: 'm', next: 'pause' },
				pause: { kind: 'wait', for: '1h', next: 'ping' },
			},
		});
		const now = start + 2_000 * hour;
		const ids: string[] = [];
		let current = enrol(circle, 'p1', trigger, start);
		while (current.dueAt !== null && current.dueAt <= now) {
			const { enrollment, effects } = advance(circle, current, person(), now);
			ids.push(...effects.map(({ id }) => id));
			current = enrollment;
		}
		expect(new Set(ids).size).toBe(2_001);
		expect(ids).toHaveLength(2_001);
		expect(current.log.length).toBeLessThanOrEqual(200);
	});
});
