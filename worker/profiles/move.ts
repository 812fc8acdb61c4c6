import type { Subject } from '../../core/condition/types.ts';
import { type Change, matchSegments, type Standing } from '../segments/match.ts';
import { readersAmong } from '../segments/readers.ts';
import { profileAttributes } from './attributes.ts';
import { changesOf } from './changes.ts';
import { type ComputedNews, computeTraits } from './compute-traits.ts';
import type { LazyHistory } from './history.ts';
import type { Profile } from './profile.ts';
import type { News, Turn } from './settle.ts';
import { ownEvent } from './store-events.ts';
import { packEvent, type Said } from './stored-event.ts';

/** Entering is an event, which segments may ask about, which may let the person enter: further than this nobody is followed at once. */
const roundsMax = 4;

export interface Moved {
	readonly profile: Profile;
	readonly standing: Standing;
	/** What conditions see of the person now. */
	readonly subject: ReturnType<typeof seen>;
	/** That they entered and left, which is still to be stored. */
	readonly moves: readonly Said[];
}

/**
 * Works out a person's computed traits, and matches them with all segments that may have moved. Whoever enters or leaves has
 * that as an event in their history, but for history that is only told again: it has its own.
 */
export function moveThroughSegments(turn: Turn, folded: Profile, history: LazyHistory, news: News): Moved {
	const { definitions, now } = turn;
	const moves: Said[] = [];
	let [profile, events, anew] = [folded, news.events, news.anew];
	let change: Change | null = news.stored === 'nothing' ? null : news.change;
	for (let round = 1; ; round++) {
		({ profile, change } = compute(turn, profile, history, { change, events }));
		const subject = seen(turn, profile, history);
		const standing = matchSegments(definitions.segments, subject, profile, change, now, anew);
		const told = news.isHistory ? [] : movesBetween(turn, profile, standing);
		profile = { ...profile, ...standing };
		if (told.length === 0) return { profile, standing, subject, moves };
		moves.push(...told);
		history.tell(told.map(packEvent));
		if (round === roundsMax) return { profile, standing, subject: seen(turn, profile, history), moves };
		events = told.map(({ event }) => event);
		change = { events: new Set(events.map(({ event }) => event)), attributes: new Set() };
		if (!isRead(turn, change)) return { profile, standing, subject, moves };
		anew = undefined;
	}
}

/** Whether anything asks about events of these names. Mostly nothing does about people who enter and leave. */
function isRead({ definitions: { segments, computed } }: Turn, change: Change): boolean {
	if (readersAmong(segments).of(change).size > 0) return true;
	return computed.some(({ amount }) => [...change.events].some((name) => amount.depends.events.has(name)));
}

/** The person with their computed traits as they are now, and what changed, with those that moved. */
function compute({ tables, definitions, now }: Turn, profile: Profile, events: LazyHistory, news: ComputedNews) {
	const before = profile.computed ?? {};
	const { change } = news;
	if (definitions.computed.length === 0 && profile.computed === undefined) return { profile, change };
	const attributes = profileAttributes(profile, tables.accountCopies.read(profile.accountId));
	const subject: Subject = { attributes, events, segments: [] };
	const { values, moved } = computeTraits(definitions.computed, before, subject, news, now);
	const worked = moved.flatMap((id) => [`computed.${id}`, `scores.${id}`]);
	return {
		profile: JSON.stringify(values) === JSON.stringify(before) ? profile : { ...profile, computed: values },
		change: change && { events: change.events, attributes: new Set([...change.attributes, ...worked]) },
	};
}

function seen({ tables }: Turn, profile: Profile, events: LazyHistory) {
	const account = tables.accountCopies.read(profile.accountId);
	const changes = (path: string) => changesOf(profile, account, path);
	return { attributes: profileAttributes(profile, account), events, changes };
}

/** Of segments that are still there: whoever was in one that was deleted has not left it. */
function movesBetween({ definitions, now }: Turn, before: Standing, after: Standing): Said[] {
	const moves: Said[] = [];
	for (const { id, name } of definitions.segments) {
		const is = Object.hasOwn(after.segments, id);
		if (is === Object.hasOwn(before.segments, id)) continue;
		const [word, event] = is ? ['entered', 'Segment Entered'] : ['left', 'Segment Left'];
		moves.push(ownEvent(`segment:${id}:${word}:${now}`, event, { segmentId: id, segment: name }, now));
	}
	return moves;
}
