import { describe, expect, test } from 'vitest';
import { claimed, type Delivery, judgeClaim, leaseMs, settled } from './delivery.ts';

const due: Delivery = {
	id: 'd',
	profileId: 'p',
	messageId: 'm',
	journeyId: 'j',
	enrollmentId: 'e',
	channel: 'email',
	state: 'due',
	reason: null,
	attempts: 0,
	leaseUntil: null,
	trigger: {},
	createdAt: 0,
	updatedAt: 0,
};

describe('a delivery', () => {
	test('is handed to the first who claims it, and to nobody while they are at work', () => {
		expect(judgeClaim(due, false, 10)).toBe('send');
		const taken = claimed(due, 10);
		expect(judgeClaim(taken, true, 10 + leaseMs - 1)).toBe('busy');
	});

	test('whose claim ended without a word is resent only where the policy says so', () => {
		const taken = claimed(due, 10);
		expect(judgeClaim(taken, true, 10 + leaseMs)).toBe('send');
		expect(judgeClaim(taken, false, 10 + leaseMs)).toBe('lost');
	});

	test('that is over stays over, whatever comes later', () => {
		const sent = settled(claimed(due, 10), { kind: 'sent' }, 20);
		expect(sent.state).toBe('sent');
		expect(judgeClaim(sent, true, 10 ** 9)).toBe('done');
		expect(settled(sent, { kind: 'failed', reason: 'late news', permanent: true }, 30)).toBe(sent);
	});

	test('that failed for now may be claimed again, and its attempts are counted', () => {
		const failed = settled(claimed(due, 10), { kind: 'failed', reason: 'greylisted', permanent: false }, 20);
		expect(failed).toMatchObject({ state: 'queued', reason: 'greylisted' });
		expect(judgeClaim(failed, false, 21)).toBe('send');
		expect(claimed(failed, 21).attempts).toBe(2);
	});

	test('that failed for good is over', () => {
		const failed = settled(claimed(due, 10), { kind: 'failed', reason: 'no such mailbox', permanent: true }, 20);
		expect(judgeClaim(failed, true, 30)).toBe('done');
	});
});
