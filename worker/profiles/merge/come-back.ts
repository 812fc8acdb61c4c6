import { tellAnew } from '../accounts/news.ts';
import { requeueAfterMs } from '../delivery.ts';
import { historyOf, settlePerson, type Turn } from '../settle.ts';
import { unpackEvent } from '../stored-event.ts';
import { inOrder, takeIn } from '../take-in.ts';
import type { Departure } from './departure.ts';
import type { Parcel } from './give-back.ts';
import { belongingsOf } from './leave.ts';

/**
 * Makes a profile that had left itself again, in the caller's transaction: as it was when it left, with what has become since
 * of what it took along, and with what its devices sent meanwhile. No journey hears of that: it heard of it there. Returns
 * when the person next needs attention, ms.
 */
export function comeBack(turn: Turn, departure: Departure, parcel: Parcel): number {
	const { tables, now } = turn;
	const { profileId, mergeId } = departure;
	const { profile, enrollments, deliveries } = belongingsOf(tables, departure);
	const present = new Map(parcel.enrollments.map((one) => [one.id, one]));
	for (const one of enrollments) tables.enrollments.save({ ...(present.get(one.id) ?? one), profileId });
	for (const one of new Map([...deliveries, ...parcel.deliveries].map((each) => [each.id, each])).values()) {
		const waits = one.state === 'due' || one.state === 'queued';
		const nextAt = waits ? now : one.state === 'claimed' ? now + requeueAfterMs : null;
		tables.deliveries.save({ ...one, profileId, updatedAt: now }, nextAt);
		tables.outbox.add('delivery', one.id);
	}
	tables.departures.remove(profileId);
	for (const kind of ['profile', 'enrollment', 'delivery'] as const) tables.luggage.remove(mergeId, kind);
	tables.outbox.add('profile', profileId);
	tellAnew(tables, profileId, now);
	const said = inOrder(parcel.events.map(unpackEvent));
	const whole =
		said.length === 0 ? profile : takeIn(turn, profileId, profile, said, { isHistory: true, movedBy: '' }).profile;
	return settlePerson(turn, whole, historyOf(tables, whole), { change: null, events: [], stored: 'less' }).dueAt;
}
