import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { compile } from './index.ts';
import { type EvaluateCase, evaluate, momentMs, refuse, subjectOf } from './testing/cases.ts';

describe('a condition', () => {
	test.each(evaluate)('$name', (given: EvaluateCase) => {
		const { condition, groups = {}, enrollment = false, now = 0, matches, until, says, timeZone } = given;
		const subject = subjectOf(given);
		const compiled = compile(condition, { groups, enrollment, ...(timeZone && { timeZone }) });
		const answer = compiled.evaluate(subject, momentMs(now));
		expect(answer.matches).toBe(matches);
		if (until !== undefined) expect(instant(answer.until)).toBe(instant(momentMs(until)));
		const explanation = compiled.explain(subject, momentMs(now));
		expect(explanation).toMatchObject({ matches, says: says ?? expect.stringMatching(/\S/) });
	});
});

function instant(ms: number): string {
	return Number.isFinite(ms) ? new Date(ms).toISOString() : String(ms);
}

describe('compile refuses', () => {
	test.each(refuse)('$name', ({ condition, path, hint }) => {
		expect(refusalOf(condition)).toMatchObject({ code: 'condition-invalid', path, hint: hint ?? expect.any(String) });
	});

	test('what is not JSON', () => {
		const circular: Record<string, unknown> = {};
		circular.a = circular;
		expect(refusalOf(circular).message).toMatch(/64 KB/);
		expect(refusalOf({ a: 1n }).message).toMatch(/not JSON/);
		expect(refusalOf({ a: undefined }).path).toBe('a');
		// JSON.parse reads 1e999 so, and JSON.stringify would write null.
		expect(refusalOf({ a: { $gt: Number.POSITIVE_INFINITY } }).message).toMatch(/not JSON/);
	});

	test('more than 64 KB', () => {
		expect(refusalOf({ a: { $in: Array.from({ length: 10_000 }, (_, i) => `id-${i}`) } }).message).toMatch(/64 KB/);
	});

	test('tests of a value that nest without end', () => {
		const deep = JSON.parse(`{"a":${'{"$elemMatch":'.repeat(500)}{"$gt":1}${'}'.repeat(500)}}`);
		expect(refusalOf(deep).message).toMatch(/deeper than 32 levels/);
		const where = JSON.parse(`{"$did":{"event":"A","where":${'{"$not":'.repeat(500)}{}${'}'.repeat(500)}}}`);
		expect(refusalOf(where).message).toMatch(/deeper than 32 levels/);
		const list = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
		expect(refusalOf({ a: list }).path).toBe('a');
		expect(refusalOf({ a: { $all: [1, list] } }).path).toBe('a.$all[1]');
	});
});

describe('a condition of 64 KB', () => {
	const subject = { attributes: { a: 1 }, events: [], segments: [] };

	test.each([
		['$not', '{"$not":', '{"a":1}', '}', 7_200],
		['$and', '{"$and":[', '{"a":1}', ']}', 5_900],
		['$and and $or in turns', '{"$and":[{"a":1},{"$or":[{"a":2},', '{"a":1}', ']}]}', 1_700],
		['$nor', '{"$nor":[{"a":2},', '{"a":1}', ']}', 3_300],
	])('may nest as deep as it can: %s', (_, open, inner, close, times) => {
		const text = open.repeat(times) + inner + close.repeat(times);
		expect(text.length).toBeGreaterThan(60_000);
		const { evaluate, explain } = compile(JSON.parse(text));
		expect(evaluate(subject, 0)).toEqual({ matches: true, until: Number.POSITIVE_INFINITY });
		expect(explain(subject, 0).matches).toBe(true);
		expect(evaluate({ ...subject, attributes: { a: 3 } }, 0).matches).toBe(false);
	});

	test('may negate a value as often as it can', () => {
		const deep = JSON.parse(`{"a":${'{"$not":'.repeat(7_001)}1${'}'.repeat(7_001)}}`);
		expect(compile(deep).evaluate(subject, 0).matches).toBe(false);
	});

	test('with time in its depths knows when it changes', () => {
		const text = `${'{"$not":'.repeat(500)}{"$did":{"event":"A","within":"1h"}}${'}'.repeat(500)}`;
		const given = { ...subject, events: [{ event: 'A', at: 0, properties: {} }] };
		expect(compile(JSON.parse(text)).evaluate(given, 0)).toEqual({ matches: true, until: 3_600_000 });
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
