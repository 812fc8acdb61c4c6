import type { Enrollment, Journey } from '../../../core/journey/types.ts';
import { type Delivery, requeueAfterMs } from '../delivery.ts';

/** Why an enrollment or a delivery ended: the person is on that way, or was, in another profile that is now this one. */
export const endedByMerge = 'Left: the person is in this journey already, by a profile that was merged.';

/** One person's ways through journeys, and what is sent to them. */
export interface FollowUps {
	readonly enrollments: readonly Enrollment[];
	readonly deliveries: readonly Delivery[];
}

/** May one person be on several ways through a journey at once? */
export type Reentry = (enrollment: Enrollment) => Journey['reentry'];

/**
 * The enrollments of two people who are one. Who is in a journey twice, where it does not let them in twice, goes on in the
 * way that they entered first, so that nothing is sent to them twice; one event lets them in once, whatever the journey says.
 * All keep their ids. Answers every enrollment of both.
 */
export function mergeEnrollments(
	profileId: string,
	one: readonly Enrollment[],
	other: readonly Enrollment[],
	reentryOf: Reentry,
	now: number,
): Enrollment[] {
	const all = [...one, ...other].map((enrollment) => ({ ...enrollment, profileId }));
	const ended = new Set(
		all.filter((enrollment) => all.some((before) => bars(before, enrollment, reentryOf))).map(({ id }) => id),
	);
	return all.map((enrollment) => (ended.has(enrollment.id) ? end(enrollment, now) : enrollment));
}

/** Whether one way through a journey leaves no room for another that is still under way. */
function bars(standing: Enrollment, active: Enrollment, reentryOf: Reentry): boolean {
	if (standing.journeyId !== active.journeyId || standing.id === active.id || active.status !== 'active') return false;
	if (isEnded(standing)) return false;
	const isSameEvent = standing.trigger.messageId === active.trigger.messageId;
	const reentry = reentryOf(active);
	if (standing.status !== 'active') return isSameEvent || reentry === 'never';
	return (isSameEvent || reentry !== 'always') && enteredBefore(standing, active);
}

function enteredBefore(a: Enrollment, b: Enrollment): boolean {
	return a.enteredAt === b.enteredAt ? a.id < b.id : a.enteredAt < b.enteredAt;
}

/** Whether a merge has ended it. */
export function isEnded({ status, log }: Enrollment): boolean {
	return status === 'exited' && log.at(-1)?.says === endedByMerge;
}

function end(enrollment: Enrollment, now: number): Enrollment {
	const log = [...enrollment.log, { stepId: enrollment.stepId, at: now, says: endedByMerge }];
	return { ...enrollment, status: 'exited', dueAt: null, log };
}

/**
 * A delivery as the merged person's: its id stays, which is the provider's key. One that an ended enrollment asked for and
 * that nobody has begun to send is not sent.
 */
export function mergedDelivery(
	delivery: Delivery,
	profileId: string,
	ended: ReadonlySet<string>,
	now: number,
): { readonly delivery: Delivery; readonly nextAt: number | null } {
	const moved = { ...delivery, profileId, updatedAt: now };
	const waits = delivery.state === 'due' || delivery.state === 'queued';
	if (waits && ended.has(delivery.enrollmentId)) {
		return { delivery: { ...moved, state: 'refused', reason: endedByMerge }, nextAt: null };
	}
	if (waits) return { delivery: moved, nextAt: now };
	// Whoever claimed it is at work, or was when the process died.
	return { delivery: moved, nextAt: delivery.state === 'claimed' ? now + requeueAfterMs : null };
}
