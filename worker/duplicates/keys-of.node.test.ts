import { describe, expect, test } from 'vitest';
import type { Source } from '../profiles/profile.ts';
import { keysOf } from './keys-of.ts';

function keysFor(traits: Record<string, unknown>, source: Source = 'server', more: object = {}): string[] {
	const said = Object.fromEntries(Object.entries(traits).map(([trait, value]) => [trait, { value, at: 0, source }]));
	return keysOf({ userId: null, traits: said, geo: {}, device: {}, ...more }).map(({ key }) => key);
}

describe('the keys by which people are compared', () => {
	test.each([
		['ada@example.com', 'mailbox:ada@example.com'],
		[' Ada@Example.COM ', 'mailbox:ada@example.com'],
		['a.d.a+shop@example.com', 'mailbox:ada@example.com'],
		['ada@googlemail.com', 'mailbox:ada@gmail.com'],
		['+@example.com', 'mailbox:+@example.com'],
	])('an address %j is %j', (email, key) => {
		expect(keysFor({ email })).toEqual([key]);
	});

	test.each(['info@example.com', 'Sales+spring@example.com', 'not an address', '', 7, null, { a: 1 }])(
		'an address %j is nobody’s',
		(email) => {
			expect(keysFor({ email })).toEqual([]);
		},
	);

	test.each([
		[{ phone: '+49 (0)30 901820' }, {}, 'phone:+4930901820'],
		[{ phone: '030 901820', country: 'de' }, {}, 'phone:+4930901820'],
		[{ phone: '030 901820' }, { geo: { country: 'DE' } }, 'phone:+4930901820'],
	])('a number is one whole', (traits, more, key) => {
		expect(keysFor(traits, 'server', more)).toEqual([key]);
	});

	test('a number whose country nobody knows, or of one digit, is none', () => {
		expect(keysFor({ phone: '030 901820' })).toEqual([]);
		expect(keysFor({ phone: '+0000000000' })).toEqual([]);
	});

	test('a name counts with one more fact, however it is written', () => {
		const one = { name: 'Lovelace, Ada', birthday: '1815-12-10T00:00:00Z', address: { postalCode: 'W1K 2ER' } };
		const other = { firstName: 'ADA', lastName: 'Lovelace', birthday: '1815-12-10', zip: 'w1k2er' };
		const keys = ['name-birthday:ada lovelace|1815-12-10', 'name-postcode:ada lovelace|w1k2er'];
		expect(keysFor(one)).toEqual(keys);
		expect(keysFor(other)).toEqual(keys);
		expect(keysFor({ name: 'Zoë Müller', company: { name: 'Straße & Co.' } })).toEqual([
			'name-company:muller zoe|strasse co',
		]);
	});

	test('a name alone, one word, and what stands for no name are none', () => {
		expect(keysFor({ name: 'Ada Lovelace' })).toEqual([]);
		expect(keysFor({ name: 'Ada', birthday: '1815-12-10' })).toEqual([]);
		expect(keysFor({ name: 'Test User', birthday: '1815-12-10' })).toEqual([]);
	});

	test.each<[Source, string | null, object, boolean]>([
		['import', null, {}, true],
		['teammate', null, {}, true],
		['server', 'u-1', {}, true],
		['server', null, { email_verified: true }, true],
		['server', null, {}, false],
		['server', null, { email_verified: 'true' }, false],
		['browser', 'u-1', { email_verified: true }, false],
		['enrichment', 'u-1', {}, false],
	])('an address that %s says of %j with %j: somebody answers for it, %s', (source, userId, more, vouched) => {
		const said = Object.entries({ email: 'ada@example.com', ...more }).map(([trait, value]) => [
			trait,
			{ value, at: 0, source },
		]);
		const person = { userId, traits: Object.fromEntries(said), geo: {}, device: {} };
		expect(keysOf(person)).toEqual([{ key: 'mailbox:ada@example.com', vouched }]);
	});

	test('one fact that a browser said makes a claim of what others said beside it, and a device is always one', () => {
		const traits = {
			name: { value: 'Ada Lovelace', at: 0, source: 'import' as const },
			birthday: { value: '1815-12-10', at: 0, source: 'browser' as const },
		};
		expect(keysOf({ userId: null, traits, geo: {}, device: { id: 'A1-B2-C3-D4' } })).toEqual([
			{ key: 'device:A1-B2-C3-D4', vouched: false },
			{ key: 'name-birthday:ada lovelace|1815-12-10', vouched: false },
		]);
		expect(keysOf({ userId: null, traits: {}, geo: {}, device: { id: '00000000-0000' } })).toEqual([]);
	});
});
