import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../refusal.ts';
import { finder } from './find.ts';
import { compileRegex } from './index.ts';
import { parseRegex, Unsupported } from './parse.ts';
import { compileProgram } from './program.ts';

const onePass = (source: string, ignoreCase: boolean) => finder(compileProgram(parseRegex(source), ignoreCase));

const unit = fc.constantFrom(
	...[
		'a',
		'b',
		'B',
		'.',
		'\\d',
		'\\W',
		'\\s',
		'[a-c]',
		'[^ab]',
		'[\\]x]',
		'\\/',
		'\\.',
		'\\x41',
		'\\u00e9',
		'é',
		'{',
		'-',
	],
);
const assertion = fc.constantFrom('^', '$', '\\b', '\\B');
const quantifier = fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,2}', '*?', '+?', '??', '{1,3}?');
const { source } = fc.letrec<{ source: string; sequence: string; part: string; atom: string }>((tie) => ({
	source: fc.oneof(
		{ depthSize: 'small' },
		tie('sequence'),
		fc.tuple(tie('sequence'), tie('source')).map((two) => two.join('|')),
	),
	sequence: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
	part: fc.oneof(
		tie('atom'),
		fc.tuple(tie('atom'), quantifier).map((two) => two.join('')),
		assertion,
	),
	atom: fc.oneof(
		{ depthSize: 'small' },
		unit,
		tie('source').map((inner) => `(${inner})`),
		tie('source').map((inner) => `(?:${inner})`),
		tie('source').map((inner) => `(?<n>${inner})`),
	),
}));
const text = fc.string({ unit: fc.constantFrom(...'aabbcABX109 _-./]{é\n'), maxLength: 12 });

function isNative(pattern: string): boolean {
	try {
		return new RegExp(pattern) !== null;
	} catch {
		return false;
	}
}

/** Null for what is refused. */
function attempted<T>(make: () => T): T | null {
	try {
		return make();
	} catch (error) {
		if (error instanceof Unsupported) return null;
		throw error;
	}
}

describe('matching in one pass', () => {
	test('finds exactly what the engine’s own matcher finds', () => {
		fc.assert(
			fc.property(source.filter(isNative), text, fc.boolean(), (pattern, given, ignoreCase) => {
				const matches = attempted(() => onePass(pattern, ignoreCase));
				// Some that are drawn repeat more than a pass can bear.
				fc.pre(matches !== null);
				const expected = new RegExp(pattern, ignoreCase ? 'i' : '').test(given);
				expect(matches?.(given)).toBe(expected);
			}),
			{ numRuns: 3_000 },
		);
	});

	test('tells nothing from one text to the next', () => {
		const matches = onePass('a.*b', false);
		expect(['a--', '--b', 'a-b', ''].map((given) => matches(given))).toEqual([false, false, true, false]);
	});
});

describe('a regular expression', () => {
	test.each([
		['(a|a)*b', 'a'],
		['(a|ab|b)*c', 'ab'],
		['.*.*.*.*.*x', 'a'],
		[`${'a?'.repeat(60) + 'a'.repeat(60)}b`, 'a'],
		[`${'(a|a)'.repeat(40)}b`, 'a'],
		['\\w+\\w+\\w+\\d+!', '1'],
		['^[^@]+@[^@]+@[^@]+x', '@'],
	])('%s does not run away', (pattern, repeated) => {
		const matches = compileRegex(pattern, 'n', false);
		const startedAt = performance.now();
		for (const times of [10, 50, 400, 100_000]) expect(matches(repeated.repeat(times))).toBe(false);
		// What runs away takes longer than anybody's life, on whatever machine.
		expect(performance.now() - startedAt).toBeLessThan(10_000);
	});

	test('sees the first 2,048 code units of a text, as if it ended there', () => {
		expect(compileRegex('b', 'n', false)(`${'a'.repeat(2_048)}b`)).toBe(false);
		expect(compileRegex('ab$', 'n', false)(`${'a'.repeat(2_047)}bbb`)).toBe(true);
	});

	test('is compiled or refused, never anything else', () => {
		fc.assert(
			fc.property(fc.oneof(source, fc.string(), fc.string({ unit: 'binary' })), text, (pattern, given) => {
				try {
					compileRegex(pattern, 'n', true)(given);
				} catch (error) {
					expect(error).toBeInstanceOf(Refusal);
				}
			}),
		);
	});
});
