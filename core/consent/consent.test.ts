import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allows, allowsMessage, foldConsent, formatConsent, parseConsent } from './index.ts';
import { purposes } from './purposes.ts';
import type { ConsentState } from './types.ts';

const quiet = { gpc: false, dnt: false };
const choices = fc.record(Object.fromEntries(purposes.map((purpose) => [purpose, fc.boolean()])), { requiredKeys: [] });

describe('the consent cookie', () => {
	test('reads back what it wrote', () => {
		fc.assert(
			fc.property(choices, (said) => {
				expect(parseConsent(formatConsent(said))).toEqual({ ...said });
			}),
		);
	});

	test('reads as the contract writes it', () => {
		expect(parseConsent('analytics:1,personalization:0')).toEqual({ analytics: true, personalization: false });
		expect(formatConsent({ analytics: true, personalization: false })).toBe('analytics:1,personalization:0');
	});

	test.each([
		undefined,
		null,
		'',
		'1',
		'analytics',
		'analytics:2',
		'analytics:true',
		'ANALYTICS:1',
		'analytics:1,',
		'analytics:1;personalization:1',
		'analytics:1,analytics:0',
		'analytics:1,__proto__:1',
		'constructor:1',
		'analytics:1\n',
		'<script>:1',
		'analytics:1,'.repeat(10_000),
	])('says nothing when it is %j', (value) => {
		expect(parseConsent(value)).toEqual({});
	});

	test('never throws and never invents a purpose', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (value) => {
				for (const purpose of Object.keys(parseConsent(value))) expect(purposes).toContain(purpose);
			}),
		);
	});
});

describe('before anyone has said anything', () => {
	test.each(purposes)('a site that requires consent may not do %s', (purpose) => {
		expect(allows({}, purpose, 'required', quiet)).toBe(false);
	});

	test.each(purposes)('a site that implies consent may do %s', (purpose) => {
		expect(allows({}, purpose, 'implied', quiet)).toBe(true);
	});

	test.each([
		{ gpc: true, dnt: false },
		{ gpc: false, dnt: true },
	])('the signal %j refuses analytics and personalization, not the channels', (signals) => {
		expect(purposes.filter((purpose) => allows({}, purpose, 'implied', signals))).toEqual([
			'email',
			'sms',
			'push',
			'onsite',
		]);
	});
});

describe('what a person says', () => {
	const granted: ConsentState = { analytics: { granted: true, at: 1, source: 'banner' } };

	test('on this site outranks the browser’s general signal', () => {
		expect(allows(granted, 'analytics', 'required', { gpc: true, dnt: true })).toBe(true);
		expect(allows(granted, 'personalization', 'implied', { gpc: true, dnt: true })).toBe(false);
	});

	test('outranks the site’s mode, both ways', () => {
		expect(allows({ email: false }, 'email', 'implied')).toBe(false);
		expect(allows({ email: true }, 'email', 'required')).toBe(true);
	});

	test('decides on marketing messages, never on transactional ones', () => {
		expect(allowsMessage({}, 'email', 'marketing', 'required')).toBe(false);
		expect(allowsMessage({}, 'email', 'marketing', 'implied')).toBe(true);
		expect(allowsMessage({ email: false }, 'email', 'marketing', 'implied')).toBe(false);
		expect(allowsMessage({ email: true }, 'email', 'marketing', 'required')).toBe(true);
		expect(allowsMessage({ email: false }, 'email', 'transactional', 'required')).toBe(true);
	});
});

describe('folding statements', () => {
	const statements = fc.array(fc.record({ update: choices, at: fc.nat(5) }), { maxLength: 8 });
	const fold = (said: readonly { update: object; at: number }[]) =>
		said.reduce<ConsentState>((state, { update, at }) => foldConsent(state, update, at, 'banner'), {});

	test('comes to the same in whatever order they arrive, and however often', () => {
		const shuffled = statements.chain((said) =>
			fc.tuple(fc.constant(said), fc.shuffledSubarray([...said, ...said], { minLength: said.length * 2 })),
		);
		fc.assert(
			fc.property(shuffled, ([said, again]) => {
				expect(fold(again)).toEqual(fold(said));
			}),
		);
	});

	test('keeps the later one, with its proof', () => {
		const first = foldConsent({}, { email: true }, 10, 'checkout', '2026-01');
		expect(first).toEqual({ email: { granted: true, at: 10, source: 'checkout', version: '2026-01' } });
		expect(foldConsent(first, { email: false }, 20, 'unsubscribe').email).toEqual({
			granted: false,
			at: 20,
			source: 'unsubscribe',
		});
	});

	test('gives back the same state when nothing changes', () => {
		const state = foldConsent({}, { email: false }, 10, 'banner');
		expect(foldConsent(state, { email: true }, 9, 'late')).toBe(state);
		expect(foldConsent(state, { email: true }, Number.NaN, 'broken clock')).toBe(state);
	});

	test('ignores what is no purpose and what is no answer', () => {
		const hostile = JSON.parse('{ "__proto__": { "email": true }, "analytics": "yes", "toString": true }');
		expect(foldConsent({}, hostile, 1, 'banner')).toEqual({});
	});
});
