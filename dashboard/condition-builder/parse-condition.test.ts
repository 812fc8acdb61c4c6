import { describe, expect, it } from 'vitest';
import { parseCondition } from './parse-condition.ts';
import { starters } from './starters.ts';

describe('what is typed', () => {
	it('is told to be no JSON, and what the engine stumbled over', () => {
		const parsed = parseCondition('{ "traits.plan": pro }');
		expect(parsed).toMatchObject({ ok: false, message: expect.stringMatching(/^This is not JSON yet: .*'p'/) });
	});

	it('is refused by the compiler with path and hint', () => {
		const parsed = parseCondition('{ "$did": { "evnt": "Order Completed" } }');
		expect(parsed).toMatchObject({ ok: false, path: '$did.evnt', hint: 'Did you mean event?' });
	});

	it('is refused when it nests deeper than can be shown, and large ones by the compiler', () => {
		const deep = `${'{"$and":['.repeat(5_900)}{"a":1}${']}'.repeat(5_900)}`;
		expect(parseCondition(deep)).toMatchObject({ ok: false, message: expect.stringContaining('1,000 levels') });
		expect(parseCondition(JSON.stringify({ a: 'x'.repeat(70_000) }))).toMatchObject({
			ok: false,
			message: expect.stringContaining('64 KB'),
		});
	});

	it('may speak of the enrollment only in journeys', () => {
		const text = '{ "$did": { "event": "Order Completed", "within": "enrollment" } }';
		expect([parseCondition(text).ok, parseCondition(text, true).ok]).toEqual([false, true]);
	});

	it.each(starters)('can begin with “$title”', ({ condition }) => {
		expect(parseCondition(JSON.stringify(condition))).toEqual({ ok: true, json: condition });
	});
});
