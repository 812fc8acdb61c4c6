import { describe, expect, test } from 'vitest';
import { compile } from '../../core/condition/index.ts';
import { evaluate, momentMs, refuse, subjectOf } from '../../core/condition/testing/cases.ts';
import { zoneOf } from '../../core/condition/time/zone.ts';

describe('conditions mean in workerd what they mean in Node', () => {
	test('every case is answered so', () => {
		for (const given of evaluate) {
			const { name, condition, groups = {}, enrollment = false, now = 0, matches, until, timeZone } = given;
			const { evaluate: answer } = compile(condition, { groups, enrollment, ...(timeZone && { timeZone }) });
			const answered = answer(subjectOf(given), momentMs(now));
			const expected = until === undefined ? answered.until : momentMs(until);
			expect([name, answered]).toEqual([name, { matches, until: expected }]);
		}
	});

	test('every case is refused so', () => {
		for (const { condition, path } of refuse)
			expect(() => compile(condition)).toThrow(expect.objectContaining({ path }));
	});

	test('every time zone is known', () => {
		const unknown = Intl.supportedValuesOf('timeZone').filter((id) => zoneOf(id) === null);
		expect(unknown).toEqual([]);
		expect(Intl.supportedValuesOf('timeZone').length).toBeGreaterThan(400);
	});

	test('the deepest condition of 64 KB does not overflow the stack', () => {
		const deep = JSON.parse(`${'{"$and":['.repeat(5_900)}{"a":1}${']}'.repeat(5_900)}`);
		expect(compile(deep).evaluate({ attributes: { a: 1 }, events: [], segments: [] }, 0).matches).toBe(true);
	});
});
