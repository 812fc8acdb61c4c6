import { describe, expect, test } from 'vitest';
import { judge, type SharedKey } from './judge.ts';
import type { Facts } from './read-facts.ts';

const vouched = (...keys: string[]): SharedKey[] => keys.map((key) => ({ key, vouched: true }));
const claimed = (...keys: string[]): SharedKey[] => keys.map((key) => ({ key, vouched: false }));
const person = (facts: Facts, userId: string | null = null) => ({ userId, facts });
const mailbox = 'mailbox:ada@example.com';

describe('how sure it is that two are one', () => {
	test('the same address is certain, and says how it is written', () => {
		const one = person({ email: 'ada@example.com' }, 'u-1');
		expect(judge(one, person({ email: 'ada@example.com' }), vouched(mailbox))).toEqual({
			score: 95,
			level: 'certain',
			reasons: ['The same e-mail address'],
			against: [],
			twoUsers: false,
		});
		expect(judge(one, person({ email: 'Ada@Example.com' }), vouched(mailbox))).toMatchObject({
			reasons: ['The same e-mail address, written otherwise'],
		});
	});

	test('dots and what follows a plus are a hint only', () => {
		const judged = judge(person({ email: 'a.da@x.com' }), person({ email: 'ada+1@x.com' }), vouched(mailbox));
		expect(judged).toMatchObject({ score: 55, level: 'possible' });
	});

	test('what visitors typed makes nothing certain, however much of it there is', () => {
		const keys = ['phone:+4930901820', 'name-birthday:ada lovelace|1815-12-10', 'name-address:ada lovelace|road 1'];
		const [one, other] = [person({ email: 'ada@x.com' }), person({ email: 'ada@x.com' })];
		const judged = judge(one, other, [...claimed(mailbox, ...keys), ...vouched('name-postcode:ada lovelace|123')]);
		expect(judged?.score).toBeGreaterThanOrEqual(95);
		expect(judged?.level).toBe('likely');
		expect(judge(one, other, claimed(mailbox))).toMatchObject({
			level: 'likely',
			against: ['Nobody answers for it'],
		});
	});

	test('a name and two more facts are certain', () => {
		const shared = vouched('name-birthday:ada lovelace|1815-12-10', 'name-postcode:ada lovelace|w1k2er');
		expect(judge(person({}), person({}), shared)).toMatchObject({ score: 92, level: 'certain' });
	});

	test.each([
		['Ada Lovelace', 'Byron Lovelace', true],
		['Ada Lovelace', 'A. Lovelace', false],
		['Ada Lovelace', 'Ada', false],
		['Lovelace, Ada', 'Ada King Lovelace', false],
		['Ada Lovelace', '', false],
	])('a family has one number: %j and %j', (name, otherName, clashes) => {
		const judged = judge(person({ name }), person({ name: otherName }), vouched('phone:+4930901820'));
		expect(judged?.against).toEqual(clashes ? ['Another name'] : []);
		expect(judged?.level).toBe(clashes ? 'possible' : 'certain');
	});

	test('of another birthday somebody hardly is the same', () => {
		const judged = judge(
			person({ email: 'ada@x.com', birthday: '1815-12-10' }),
			person({ email: 'ada@x.com', birthday: '1990-01-01' }),
			vouched(mailbox),
		);
		expect(judged).toMatchObject({ score: 29, level: 'possible', against: ['Another birthday'] });
	});

	test('two users are proposed by an address that both have, and never certain', () => {
		const [one, other] = [person({ email: 'ada@x.com' }, 'u-1'), person({ email: 'ada@x.com' }, 'u-2')];
		expect(judge(one, other, vouched(mailbox, 'phone:+4930901820'))).toMatchObject({
			score: 80,
			level: 'likely',
			twoUsers: true,
			against: ['Two users, each with an id of their own'],
		});
		expect(judge(one, person({ email: 'ada@x.com' }, 'u-1'), vouched(mailbox))).toMatchObject({ twoUsers: false });
	});

	test('two users are not proposed by what a family shares', () => {
		const shared = vouched('device:d-1', 'name-address:ada lovelace|road 1', 'name-birthday:ada lovelace|1815-12-10');
		expect(judge(person({}, 'u-1'), person({}, 'u-2'), shared)).toBeNull();
		expect(judge(person({}, 'u-1'), person({}), shared)).not.toBeNull();
	});

	test('who shares nothing is not proposed', () => {
		expect(judge(person({}), person({}), [])).toBeNull();
		expect(judge(person({}), person({}), vouched('nothing:known'))).toBeNull();
	});
});
