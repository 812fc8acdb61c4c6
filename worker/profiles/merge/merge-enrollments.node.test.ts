import { describe, expect, test } from 'vitest';
import type { Enrollment, Journey } from '../../../core/journey/types.ts';
import type { Delivery, DeliveryState } from '../delivery.ts';
import { endedByMerge, mergedDelivery, mergeEnrollments } from './merge-enrollments.ts';

function enrollment(id: string, more: Partial<Enrollment> = {}): Enrollment {
	return {
		id,
		journeyId: 'welcome',
		version: 1,
		profileId: 'before',
		enteredAt: 1,
		stepId: 'wait',
		arrivedAt: 1,
		dueAt: 9,
		status: 'active',
		trigger: { messageId: `m-${id}`, event: 'Signed Up', at: 1, properties: {} },
		log: [],
		...more,
	};
}

function merged(reentry: Journey['reentry'], one: readonly Enrollment[], other: readonly Enrollment[]) {
	const all = mergeEnrollments('now', one, other, () => reentry, 100);
	return Object.fromEntries(all.map(({ id, status }) => [id, status]));
}

describe('who is in a journey by two profiles', () => {
	test('goes on in the way that they entered first, where the journey lets them in once', () => {
		const [first, second] = [enrollment('first'), enrollment('second', { enteredAt: 5 })];
		for (const reentry of ['never', 'after-exit'] as const) {
			expect(merged(reentry, [first], [second])).toEqual({ first: 'active', second: 'exited' });
			expect(merged(reentry, [second], [first])).toEqual({ first: 'active', second: 'exited' });
		}
	});

	test('goes on in both where the journey lets them in every time, but not twice for one event', () => {
		const other = enrollment('other', { enteredAt: 5 });
		expect(merged('always', [enrollment('one')], [other])).toEqual({ one: 'active', other: 'active' });
		const same = { ...other, trigger: enrollment('one').trigger };
		expect(merged('always', [enrollment('one')], [same])).toEqual({ one: 'active', other: 'exited' });
	});

	test('does not begin again what they have been through', () => {
		const through = enrollment('through', { status: 'finished', dueAt: null });
		expect(merged('never', [enrollment('late', { enteredAt: 5 })], [through])).toMatchObject({ late: 'exited' });
		expect(merged('after-exit', [enrollment('late', { enteredAt: 5 })], [through])).toMatchObject({ late: 'active' });
	});

	test('is not put out of a journey by a way that a merge ended before', () => {
		const ended = enrollment('ended', {
			status: 'exited',
			dueAt: null,
			log: [{ stepId: 'wait', at: 50, says: endedByMerge }],
		});
		expect(merged('never', [enrollment('on')], [ended])).toMatchObject({ on: 'active' });
	});

	test('is the merged profile’s, with the ids as they were', () => {
		const [one] = mergeEnrollments('now', [], [enrollment('one')], () => 'never', 100);
		expect(one).toEqual({ ...enrollment('one'), profileId: 'now' });
	});
});

describe('a delivery', () => {
	const delivery = (state: DeliveryState): Delivery => ({
		id: 'd',
		profileId: 'before',
		messageId: 'hello',
		journeyId: 'welcome',
		enrollmentId: 'e',
		channel: 'email',
		state,
		reason: null,
		attempts: 0,
		leaseUntil: null,
		trigger: {},
		createdAt: 0,
		updatedAt: 0,
	});

	test('keeps its id and goes to the queue again, from the merged profile', () => {
		expect(mergedDelivery(delivery('queued'), 'now', new Set(), 7)).toMatchObject({
			delivery: { id: 'd', profileId: 'now', state: 'queued', updatedAt: 7 },
			nextAt: 7,
		});
	});

	test('of a way that ended is not sent, unless somebody is sending it already', () => {
		const ended = new Set(['e']);
		expect(mergedDelivery(delivery('due'), 'now', ended, 7)).toMatchObject({
			delivery: { state: 'refused' },
			nextAt: null,
		});
		expect(mergedDelivery(delivery('claimed'), 'now', ended, 7).delivery.state).toBe('claimed');
		expect(mergedDelivery(delivery('sent'), 'now', ended, 7)).toMatchObject({
			delivery: { state: 'sent' },
			nextAt: null,
		});
	});
});
