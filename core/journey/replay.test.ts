import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Subject } from '../condition/index.ts';
import { leftCart } from './examples.ts';
import { advance, compileJourney, type Enrollment, enrol, type Journey, parseJourney, type Step } from './index.ts';

const minute = 60_000;
const start = Date.parse('2026-11-05T12:00:00Z');
const trigger = { messageId: 'm1', event: 'Product Added', at: start, properties: {} };

/** Random journeys: waits lead anywhere, other steps only ahead, so that every circle waits. */
const journeys = fc
	.integer({ min: 1, max: 9 })
	.chain((count) => {
		const target = (from: number) => fc.integer({ min: from, max: count }).map((index) => `s${index}`);
		return fc.tuple(
			...Array.from({ length: count }, (_, i) =>
				fc.oneof(
					fc.record({ kind: fc.constant('wait' as const), for: fc.constantFrom('1m', '7m', '1h'), next: target(0) }),
					fc.record({ kind: fc.constant('message' as const), messageId: fc.constant('m'), next: target(i + 1) }),
					fc.record({
						kind: fc.constant('branch' as const),
						condition: fc.constantFrom({ 'traits.vip': true }, { 'traits.vip': false }),
						then: target(i + 1),
						else: target(i + 1),
					}),
				),
			),
		);
	})
	.map((steps): Journey => {
		const all = new Map<string, Step>(steps.map((step, index) => [`s${index}`, step]));
		all.set(`s${steps.length}`, { kind: 'exit' });
		return parseJourney({ ...leftCart, entry: 's0', steps: reachable(all), exitWhen: null });
	});

function reachable(steps: ReadonlyMap<string, Step>): Record<string, Step> {
	const kept: Record<string, Step> = {};
	const visit = (id: string): void => {
		const step = steps.get(id);
		if (!step || kept[id]) return;
		kept[id] = step;
		if ('next' in step) visit(step.next);
		if ('then' in step) for (const next of [step.then, step.else]) visit(next);
	};
	visit('s0');
	return kept;
}

/** Ascending moments within half a day, at which something wakes the shard. */
const moments = fc
	.array(fc.integer({ min: 0, max: 720 }), { minLength: 1, maxLength: 8 })
	.map((minutes) => minutes.sort((a, b) => a - b).map((at) => start + at * minute));

function person(vip: boolean): Subject {
	return { attributes: { traits: { vip } }, events: [], segments: [] };
}

/** Advances at each moment for as long as the enrollment is due, as the shard does. */
function run(journey: Journey, subject: Subject, at: readonly number[]): { end: Enrollment; ids: string[] } {
	const compiled = compileJourney(journey);
	const ids: string[] = [];
	let end = enrol(compiled, 'p1', trigger, start);
	for (const now of at) {
		while (end.dueAt !== null && end.dueAt <= now) {
			const { enrollment, effects } = advance(compiled, end, subject, now);
			ids.push(...effects.map(({ id }) => id));
			end = enrollment;
		}
	}
	return { end, ids };
}

/** What the journey says, step by step, told without enrollments: the messages planned up to a moment. */
function plan(journey: Journey, vip: boolean, until: number): string[] {
	const told: string[] = [];
	let at = start;
	let id = journey.entry;
	for (;;) {
		const step = journey.steps[id];
		if (!step || step.kind === 'exit') return told;
		if (step.kind === 'wait') at += step.for === '1h' ? 60 * minute : Number.parseInt(step.for, 10) * minute;
		if (at > until) return told;
		if (step.kind === 'message') told.push(`${id}@${at}`);
		id = step.kind === 'branch' ? (step.condition['traits.vip'] === vip ? step.then : step.else) : step.next;
	}
}

test('waking often or once, early or late, asks for the same messages in the same order', () => {
	fc.assert(
		fc.property(journeys, fc.boolean(), moments, (journey, vip, at) => {
			const often = run(journey, person(vip), at);
			const once = run(journey, person(vip), at.slice(-1));
			expect(often.ids).toEqual(once.ids);
			expect({ ...often.end, log: [] }).toEqual({ ...once.end, log: [] });
		}),
	);
});

test('no step is skipped, none is taken twice, and every message has an id of its own', () => {
	fc.assert(
		fc.property(journeys, fc.boolean(), moments, (journey, vip, at) => {
			const { ids, end } = run(journey, person(vip), at);
			const planned = plan(journey, vip, at.at(-1) ?? start);
			const prefix = `${end.id}-`;
			const told = ids.map((id) => {
				const [stepId, moment = ''] = id.slice(prefix.length).split('-');
				return `${stepId}@${Number.parseInt(moment, 36)}`;
			});
			expect(told).toEqual(planned);
			expect(new Set(ids).size).toBe(ids.length);
		}),
	);
});

test('an advance whose outcome was lost can be repeated', () => {
	fc.assert(
		fc.property(journeys, fc.boolean(), moments, (journey, vip, at) => {
			const [now = start] = at;
			const compiled = compileJourney(journey);
			const before = enrol(compiled, 'p1', trigger, start);
			const frozen = structuredClone(before);
			const first = advance(compiled, before, person(vip), now);
			expect(advance(compileJourney(journey), frozen, person(vip), now)).toEqual(first);
			expect(before).toEqual(frozen);
		}),
	);
});
