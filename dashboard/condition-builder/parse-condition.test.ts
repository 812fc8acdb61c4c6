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

	it('may speak of the enrollment only in journeys', () => {
		const text = '{ "$did": { "event": "Order Completed", "within": "enrollment" } }';
		expect([parseCondition(text).ok, parseCondition(text, true).ok]).toEqual([false, true]);
	});

	it.each(starters)('can begin with “$title”', ({ condition }) => {
		expect(parseCondition(JSON.stringify(condition))).toEqual({ ok: true, json: condition });
	});
});
