import { describe, expect, test } from 'vitest';
import cases from '../cases/condition.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { compile } from './index.ts';
import type { HistoryEvent, Subject } from './types.ts';

/** core/cases/condition.json: moments are ms since 1970; `until` stands only where a tight answer is expected. */
interface EvaluateCase {
	readonly name: string;
	readonly condition: unknown;
	readonly attributes?: Subject['attributes'];
	readonly events?: HistoryEvent[];
	readonly segments?: readonly string[];
	readonly groups?: Readonly<Record<string, unknown[]>>;
	readonly enteredAt?: number;
	readonly enrollment?: boolean;
	readonly now?: number;
	readonly matches: boolean;
	readonly until?: number | 'never';
}

interface RefuseCase {
	readonly name: string;
	readonly condition: unknown;
	readonly path: string;
	readonly hint?: string;
}

// Through JSON, because the imported types would hold each case to the shape of all others.
const { evaluate, refuse }: { evaluate: EvaluateCase[]; refuse: RefuseCase[] } = JSON.parse(JSON.stringify(cases));

describe('a condition', () => {
	test.each(evaluate)('$name', ({ condition, groups = {}, enrollment = false, now = 0, matches, until, ...given }) => {
		const subject: Subject = { attributes: {}, events: [], segments: [], ...given };
		const compiled = compile(condition, { groups, enrollment });
		const answer = compiled.evaluate(subject, now);
		expect(answer.matches).toBe(matches);
		if (until !== undefined) expect(answer.until).toBe(until === 'never' ? Number.POSITIVE_INFINITY : until);
		expect(compiled.explain(subject, now)).toMatchObject({ matches, says: expect.stringMatching(/\S/) });
	});
});

describe('compile refuses', () => {
	test.each(refuse)('$name', ({ condition, path, hint }) => {
		const refusal = refusalOf(condition);
		expect(refusal).toMatchObject({ code: 'condition-invalid', path, hint: hint ?? expect.any(String) });
	});

	test('what nests without end, and what is not JSON', () => {
		const deep = JSON.parse(`${'{"$not":'.repeat(5_000)}{}${'}'.repeat(5_000)}`);
		expect(refusalOf(deep).message).toMatch(/deeper/);
		const circular: Record<string, unknown> = {};
		circular.a = circular;
		expect(refusalOf(circular).message).toMatch(/deeper/);
		expect(refusalOf({ a: 1n }).message).toMatch(/not JSON/);
		expect(refusalOf({ a: undefined }).path).toBe('a');
	});

	test('more than 64 KB', () => {
		expect(refusalOf({ a: { $in: Array.from({ length: 10_000 }, (_, i) => `id-${i}`) } }).message).toMatch(/64 KB/);
	});
});

function refusalOf(condition: unknown): Refusal {
	try {
		compile(condition);
	} catch (error) {
		if (error instanceof Refusal) return error;
		throw error;
	}
	throw new Error('It was not refused.');
}
