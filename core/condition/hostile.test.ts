import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { compile } from './index.ts';
import { operators } from './operators/index.ts';
import type { Condition } from './types.ts';

const scalar = fc.constantFrom<unknown>('pro', '', '5', 0, 1, 5, true, false, null);

describe('whatever comes in', () => {
	const anything = fc.anything({
		withBigInt: true,
		withNullPrototype: true,
		withDate: true,
		withSet: true,
		withTypedArray: true,
	});
	const hostileKey = fc.constantFrom('__proto__', 'constructor', 'toString', 'valueOf', 'toJSON', 'length', 'n', 'a');
	const hostile = fc.oneof(anything, fc.dictionary(hostileKey, fc.jsonValue()), fc.dictionary(hostileKey, anything));
	const key = fc.constantFrom(
		...Object.keys(operators),
		'$and',
		'$or',
		'$nor',
		'$did',
		...['$segment', '$sequence', '$bucket', '$for', '$x', 'a.b', 'event', 'where', 'within', 'steps', 'absent', 'last'],
		...['next', 'period', 'calendar', 'timeZone', 'since', 'until', 'seed', 'range', 'id', 'count', 'sum'],
	);
	const { nearly } = fc.letrec<{ nearly: unknown }>((tie) => ({
		nearly: fc.oneof(
			{ depthSize: 'medium' },
			fc.oneof(
				scalar,
				fc.string(),
				fc.constantFrom<unknown>(
					'(',
					'(a*)*',
					'\\1',
					'3d',
					'today',
					'now-1d',
					'2026-01-01',
					'Europe/Berlin',
					'A',
					[0, 0.5],
				),
			),
			fc.array(tie('nearly'), { maxLength: 3 }),
			fc.dictionary(key, tie('nearly'), { maxKeys: 3 }),
		),
	}));

	test('compile answers with a condition or a refusal, and the condition can be asked', () => {
		fc.assert(
			fc.property(fc.oneof(nearly, fc.jsonValue(), hostile), hostile, (json, value) => {
				const whole = compileUnlessRefused(json);
				const traits = { timezone: value };
				const given = {
					attributes: { a: value, n: value, traits },
					events: [],
					segments: [],
					changes: JSON.parse('[]'),
				};
				expect(whole?.explain(given, 0).matches).toBe(whole?.evaluate(given, 0).matches);
			}),
			{ numRuns: 3_000 },
		);
	});

	const operand = fc.oneof(
		scalar,
		fc.array(scalar, { maxLength: 3 }),
		fc.constantFrom<unknown>(
			{ $gt: 1 },
			{ n: 1 },
			'string',
			'^a.*b$',
			{ last: '3d' },
			{ next: '1w' },
			'today',
			'now-3d',
			'2026-02-03',
		),
	);

	test.each(Object.keys(operators))('%s never throws on a hostile value', (name) => {
		fc.assert(
			fc.property(operand, hostile, (json, value) => {
				const whole = compileUnlessRefused({ n: { [name]: json } });
				const given = { attributes: { n: value }, events: [], segments: [] };
				expect(whole?.explain(given, 0).matches).toBe(whole?.evaluate(given, 0).matches);
			}),
			{ numRuns: 200 },
		);
	});

	test('an event history full of rubbish counts what it can', () => {
		const raw = fc.oneof(
			hostile,
			fc.record({ event: fc.constant('A'), at: hostile, timestamp: hostile, properties: hostile }),
		);
		const requirement = fc.constantFrom(
			{},
			{ sum: 'properties.n', $gte: 1 },
			{ last: 'properties.n', $in: [1] },
			{ count: 2 },
		);
		fc.assert(
			fc.property(requirement, fc.array(raw), (required, events) => {
				const where = { 'properties.n': { $exists: true } };
				const given = { attributes: {}, events: JSON.parse('[]').concat(events), segments: [] };
				const did = { $did: { event: 'A', within: '1s', where, ...required } };
				const sequence = {
					$sequence: [
						{ event: 'A', where },
						{ event: 'A', within: '1s', absent: true },
					],
				};
				for (const { evaluate, explain } of [compile(did), compile(sequence)]) {
					expect(explain(given, 1_000).matches).toBe(evaluate(given, 1_000).matches);
				}
			}),
		);
	});

	test('a history of values full of rubbish says nothing, and does no harm', () => {
		const raw = fc.oneof(hostile, fc.array(fc.record({ at: hostile, value: hostile })));
		fc.assert(
			fc.property(raw, hostile, (changes, value) => {
				const { evaluate, explain } = compile({ $or: [{ n: { $for: '1d' } }, { n: { $ne: 'x', $for: '1d' } }] });
				const given = { attributes: { n: value }, events: [], segments: [], changes: JSON.parse('{}') };
				Object.defineProperty(given.changes, 'n', { value: changes });
				expect(explain(given, 1_000).matches).toBe(evaluate(given, 1_000).matches);
			}),
		);
	});

	test('a person of whom nothing is known meets what asks for nothing', () => {
		const nobody = JSON.parse('{}');
		expect(
			compile({ $not: { $or: [{ plan: 'pro' }, { $segment: 'vip' }, { $did: { event: 'A' } }] } }).evaluate(nobody, 0),
		).toEqual({
			matches: true,
			until: Number.POSITIVE_INFINITY,
		});
	});
});

/** The condition, or nothing when it was refused. Any other error is a defect, and fails the test. */
function compileUnlessRefused(json: unknown): Condition | undefined {
	try {
		return compile(json);
	} catch (error) {
		expect(error).toBeInstanceOf(Refusal);
	}
}
