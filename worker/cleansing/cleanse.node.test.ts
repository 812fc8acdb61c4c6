import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEvent } from '../../core/event/index.ts';
import { cleanse, cleanseEvent, defaultRules, type Step, steps } from './cleanse.ts';

function done(step: Step, text: string, country: string | null = null): unknown {
	return cleanse([{ trait: 'x', steps: [step] }], { x: text }, country).x;
}

describe('a step', () => {
	test.each<[Step, string, unknown]>([
		['trim', '  Ada \t Lovelace ', 'Ada Lovelace'],
		['lower', 'ÄB', 'äb'],
		['upper', 'äb', 'ÄB'],
		['title', "ADA o'hara-LOVELACE", "Ada O'Hara-Lovelace"],
		['email', ' Ada@Example.COM ', 'ada@example.com'],
		['email', 'mailto:ada@example.com', 'ada@example.com'],
		['email', 'Ada Lovelace <Ada@example.com>', 'ada@example.com'],
		['email', 'not an address', 'not an address'],
		['number', '1.234,50 €', 1234.5],
		['number', '$1,234.50', 1234.5],
		['number', "CHF 5'000", "CHF 5'000"],
		['number', '1 234', 1234],
		['number', '1,234', 1234],
		['number', '3,5', 3.5],
		['number', '-7', -7],
		['number', '12 apples', '12 apples'],
		['number', `1${' '.repeat(100_000)}x`, `1${' '.repeat(100_000)}x`],
		['boolean', 'Yes', true],
		['boolean', 'off', false],
		['boolean', 'maybe', 'maybe'],
	])('%s makes of %j %j', (step, text, value) => {
		expect(done(step, text)).toEqual(value);
	});

	test.each([
		['+49 (0)30 / 901820', null, '+4930901820'],
		['030 901820', 'DE', '+4930901820'],
		['(415) 555-2671', 'US', '+14155552671'],
		['030 901820', null, '030 901820'],
		['030 901820', 'XX', '030 901820'],
		['call me', 'DE', 'call me'],
		['12', 'DE', '12'],
	])('phone makes of %j in %j %j', (text, country, value) => {
		expect(done('phone', text, country)).toBe(value);
	});

	test('never throws, and done twice is as done once', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...steps),
				fc.string({ unit: 'binary' }),
				fc.constantFrom('DE', 'US', null),
				(step, text, country) => {
					const once = done(step, text, country);
					expect(typeof once === 'string' ? done(step, once, country) : once).toEqual(once);
				},
			),
			{ numRuns: 2000 },
		);
	});
});

describe('traits', () => {
	test('that no rule names, and that are no text, stay as they are', () => {
		const traits = { email: 7, name: ' Ada ', phone: ['1'] };
		expect(cleanse(defaultRules, traits, null)).toBe(traits);
	});

	test('of somebody whose country is known are read by it', () => {
		const event = (traits: object, context: object = {}) =>
			parseEvent(
				{ type: 'identify', userId: 'u', traits, context },
				{ receivedAt: 0, sentAt: null, mintMessageId: () => 'm' },
			);
		const phoneOf = (traits: object, context?: object) =>
			cleanseEvent(defaultRules, event(traits, context)).traits?.phone;
		expect(phoneOf({ phone: '030 901820', address: { country: 'de' } })).toBe('+4930901820');
		expect(phoneOf({ phone: '030 901820' }, { geo: { country: 'DE' } })).toBe('+4930901820');
		expect(phoneOf({ phone: '030 901820' })).toBe('030 901820');
	});
});
