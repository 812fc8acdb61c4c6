import type { Subject } from '../../core/condition/types.ts';
import type { ConsentMode } from '../../core/consent/types.ts';
import type { Event } from '../../core/event/index.ts';
import type { Enrollment } from '../../core/journey/types.ts';
import { react } from '../journeys/index.ts';
import { prepare } from '../messages/prepare.ts';
import type { Anew, Change, Standing } from '../segments/match.ts';
import { callsOf } from '../webhooks/note-calls.ts';
import { accountWordsOf } from './accounts/account-words.ts';
import type { Definitions } from './definitions.ts';
import { LazyHistory } from './history.ts';
import { moveThroughSegments } from './move.ts';
import type { Profile } from './profile.ts';
import { storeEvents } from './store-events.ts';
import { packEvent, type StoredEvent } from './stored-event.ts';
import type { Tables } from './tables.ts';

/** What every step of one shard's transaction works with. */
export interface Turn {
	readonly tables: Tables;
	readonly definitions: Definitions;
	/** ms since 1970. */
	readonly now: number;
}

/** What has happened to a person since they were settled last. */
export interface News {
	/** What changed; null asks every segment again that follows its rule. */
	readonly change: Change | null;
	/** Segments that are asked in any case: snapshots that are taken, and what a teammate decided about. */
	readonly anew?: Anew | undefined;
	/** Events that have just been accepted. */
	readonly events: readonly Event[];
	/** What storage has of the person: nothing yet, less than what is settled now, or just that. */
	readonly stored: 'nothing' | 'less' | 'all';
	/** Events to be stored with what becomes of the person. The history has been told of them. */
	readonly unstored?: readonly StoredEvent[];
	/** Where they came from, when they are counted and archived there: see `BatchTable.append` */
	readonly movedBy?: string | null;
	/** What happened is long past and only told again: nobody wants follow-ups to it. */
	readonly isHistory?: boolean;
}

export interface Settled {
	readonly profile: Profile;
	/** When the person next needs attention with no new data, ms; Infinity if never. */
	readonly dueAt: number;
}

/** Only time has passed. */
export const nothingNew: News = { change: { events: new Set(), attributes: new Set() }, events: [], stored: 'all' };

/** How long what is new of a member may wait before their account hears of it, ms. */
export const accountNewsMs = 200;

/** Works out computed traits, moves the person in and out of segments, lets journeys and webhooks hear of it, and saves the person with the moment of their next attention. */
export function settlePerson(turn: Turn, folded: Profile, history: LazyHistory, news: News): Settled {
	const moved = moveThroughSegments(turn, folded, history, news);
	const { standing, moves } = moved;
	const segments = new Map(Object.entries(standing.segments));
	const events = moves.length === 0 ? news.events : [...news.events, ...moves.map(({ event }) => event)];
	const journeysDue = news.isHistory
		? asJourneysStand(turn, folded)
		: letJourneysReact(turn, moved.profile, { ...moved.subject, segments }, { ...news, events });
	const computedDue = Object.values(moved.profile.computed ?? {}).map(({ due = Number.POSITIVE_INFINITY }) => due);
	const personDue = Math.ceil(Math.min(journeysDue.enrollment, ...Object.values(standing.segmentsDue), ...computedDue));
	const unmoved = moves.length === 0 && journeysDue.unmoved && moved.profile.computed === folded.computed;
	if (news.stored === 'all' && unmoved && sameStanding(standing, folded)) {
		return { profile: folded, dueAt: personDue };
	}
	const { tables } = turn;
	const stored = [...(news.unstored ?? []), ...moves.map(packEvent)];
	const chain = storeEvents(tables, moved.profile, stored, news.movedBy);
	const profile = { ...moved.profile, chain, version: folded.version + 1 };
	tables.profiles.save(profile, personDue === Number.POSITIVE_INFINITY ? null : personDue);
	const calls = callsOf(turn.definitions.webhooks, profile, moves, turn.now);
	for (const call of calls) tables.webhookCalls.add(call);
	const callsDue = calls.length > 0 ? turn.now : Number.POSITIVE_INFINITY;
	const isNews = (stored.length > 0 || news.stored === 'less') && accountWordsOf(profile).length > 0;
	if (isNews) tables.accountLinks.addNews(profile.id);
	const accountDue = isNews ? turn.now + accountNewsMs : Number.POSITIVE_INFINITY;
	return { profile, dueAt: Math.min(personDue, journeysDue.delivery, accountDue, callsDue) };
}

/** Saves what moved. Returns when an enrollment goes on, and when a delivery is due; Infinity if none. */
function letJourneysReact(turn: Turn, profile: Profile, subject: Subject, news: News) {
	const { tables, definitions, now } = turn;
	const existing = news.stored === 'nothing' ? [] : tables.enrollments.of(profile.id);
	const { enrollments, effects } = react(definitions.journeys, profile.id, existing, news.events, subject, now);
	const standing = new Map([...existing, ...enrollments].map((enrollment) => [enrollment.id, enrollment]));
	for (const enrollment of enrollments) tables.enrollments.save(enrollment);
	let delivery = Number.POSITIVE_INFINITY;
	for (const effect of effects) {
		const enrollment = standing.get(effect.enrollmentId);
		if (!enrollment || tables.deliveries.read(effect.id)) continue;
		const rule = definitions.messages.get(effect.messageId);
		const prepared = prepare(effect, enrollment, profile, rule, consentModeOf(definitions), now);
		const due = prepared.state === 'due';
		tables.deliveries.save(prepared, due ? now : null);
		tables.outbox.add('delivery', prepared.id);
		if (due) delivery = now;
	}
	return { enrollment: earliestOf(standing.values()), delivery, unmoved: enrollments.length === 0 };
}

/** Nobody enters, and whoever is on their way goes on in their own time. */
function asJourneysStand({ tables }: Turn, profile: Profile): ReturnType<typeof letJourneysReact> {
	const enrollment = earliestOf(tables.enrollments.of(profile.id));
	return { enrollment, delivery: Number.POSITIVE_INFINITY, unmoved: true };
}

function earliestOf(enrollments: Iterable<Enrollment>): number {
	let earliest = Number.POSITIVE_INFINITY;
	for (const { dueAt } of enrollments) earliest = Math.min(earliest, dueAt ?? earliest);
	return earliest;
}

/** Most people stay where they are when a segment changes: nothing of them is written again. */
function sameStanding(a: Standing, b: Standing): boolean {
	return (
		JSON.stringify(a.segments) === JSON.stringify(b.segments) &&
		JSON.stringify(a.segmentsDue) === JSON.stringify(b.segmentsDue)
	);
}

/** The strictest of the workspace's sites decides: a person is one person on all of them. */
export function consentModeOf(definitions: Definitions): ConsentMode {
	return [...definitions.consentModes.values()].includes('required') ? 'required' : 'implied';
}

/** A person's history. @param unstored events that are not stored yet */
export function historyOf(tables: Tables, { chain }: Profile, unstored: readonly StoredEvent[] = []): LazyHistory {
	const history = new LazyHistory(tables.batches.past(chain));
	history.tell(unstored);
	return history;
}
