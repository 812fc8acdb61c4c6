import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../core/condition/index.ts';
import type { ConditionJson, HistoryEvent } from '../../core/condition/types.ts';
import { type Change, inDependencyOrder, type LiveSegment, matchSegments, type Standing } from './match.ts';

const nobody: Standing = { segments: {}, segmentsDue: {} };

function segment(id: string, json: ConditionJson): LiveSegment {
	return { id, name: id, kind: 'live', takenAt: null, createdAt: 0, condition: compile(json) };
}

const pro = segment('pro', { 'traits.plan': 'pro' });
const active = segment('active', { $did: { event: 'Page Viewed', within: '1h' } });
const activePro = segment('activePro', { $and: [{ $segment: 'pro' }, { $segment: 'active' }] });
const all = inDependencyOrder([activePro, active, pro]);

function change(events: string[], attributes: string[]): Change {
	return { events: new Set(events), attributes: new Set(attributes) };
}

describe('matching segments', () => {
	test('puts segments behind those that they read', () => {
		expect(all.map(({ id }) => id)).toEqual(['pro', 'active', 'activePro']);
	});

	test('remembers since when, and does not move who stays', () => {
		const subject = { attributes: { traits: { plan: 'pro' } }, events: [] };
		const first = matchSegments(all, subject, nobody, null, 1000);
		expect(first.segments).toEqual({ pro: 1000 });
		expect(matchSegments(all, subject, first, null, 9000).segments).toEqual({ pro: 1000 });
	});

	test('a segment that reads another follows it at once', () => {
		const subject = {
			attributes: { traits: { plan: 'pro' } },
			events: [{ event: 'Page Viewed', at: 5000, properties: {} }],
		};
		const before = { segments: { pro: 1000 }, segmentsDue: {} };
		const after = matchSegments(all, subject, before, change(['Page Viewed'], ['visit']), 5000);
		expect(Object.keys(after.segments).sort()).toEqual(['active', 'activePro', 'pro']);
		expect(after.segmentsDue.active).toBe(5000 + 3_600_000);
	});

	test('leaves when its time has come, with no new data', () => {
		const subject = { attributes: {}, events: [{ event: 'Page Viewed', at: 0, properties: {} }] };
		const before = { segments: { active: 0 }, segmentsDue: { active: 3_600_000 } };
		const after = matchSegments(all, subject, before, change([], []), 3_600_000);
		expect(after).toEqual(nobody);
	});

	test('what was decided by hand outranks the rule, and what reads the segment follows', () => {
		const subject = { attributes: { traits: { plan: 'pro' } }, events: [] };
		const reader = segment('reader', { $segment: 'pro' });
		const ordered = inDependencyOrder([reader, pro]);
		const out = { ...nobody, byHand: { pro: { member: false, at: 5 } } };
		expect(matchSegments(ordered, subject, out, null, 1000).segments).toEqual({});
		const stranger = { attributes: {}, events: [] };
		const put = { ...nobody, byHand: { pro: { member: true, at: 5 } } };
		expect(matchSegments(ordered, stranger, put, change([], []), 1000).segments).toEqual({ pro: 1000, reader: 1000 });
		const earlier = [{ ...pro, createdAt: 6 }];
		expect(matchSegments(earlier, stranger, put, null, 1000).segments).toEqual({});
	});

	test('a snapshot is asked when it is taken, as of its moment, and never else', () => {
		const early = segment('early', { $did: { event: 'Page Viewed', within: '1h' } });
		const snapshots = [{ ...early, kind: 'snapshot' as const, takenAt: 5000 }];
		const events = [{ event: 'Page Viewed', at: 4000, properties: {} }];
		const asked = (standing: Standing, anew?: ReadonlySet<string>, now = 9_000_000) =>
			matchSegments(snapshots, { attributes: {}, events }, standing, null, now, anew);
		expect(asked(nobody)).toEqual(nobody);
		const taken = asked(nobody, new Set(['early']));
		expect(taken).toEqual({ segments: { early: 9_000_000 }, segmentsDue: {} });
		expect(asked(taken, new Set(), 99_000_000)).toEqual(taken);
	});

	test('incremental equals from scratch, whatever happens in whatever order', () => {
		const step = fc.record({
			event: fc.constantFrom('Page Viewed', 'Order Completed', 'Other'),
			plan: fc.constantFrom('pro', 'free', undefined),
			afterMs: fc.integer({ min: 0, max: 3_000_000 }),
		});
		fc.assert(
			fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
				const events: HistoryEvent[] = [];
				let standing = nobody;
				let plan: string | undefined;
				let now = 0;
				for (const { event, plan: said, afterMs } of steps) {
					now += afterMs;
					events.push({ event, at: now, properties: {} });
					const changed = said !== undefined && said !== plan ? ['traits.plan'] : [];
					plan = said ?? plan;
					const subject = { attributes: { traits: { plan } }, events };
					standing = matchSegments(all, subject, standing, change([event], changed), now);
					const scratch = matchSegments(all, subject, nobody, null, now);
					expect(Object.keys(standing.segments).sort()).toEqual(Object.keys(scratch.segments).sort());
				}
			}),
		);
	});
});
