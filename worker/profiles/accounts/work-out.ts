import type { Subject } from '../../../core/condition/types.ts';
import type { Event } from '../../../core/event/index.ts';
import { type ComputedNews, computeTraits, type LiveComputedTrait } from '../compute-traits.ts';
import type { Turn } from '../settle.ts';
import type { Account } from './account.ts';
import { attributesOf } from './account-attributes.ts';
import { AccountHistory } from './account-history.ts';

/** What has happened to an account since its roll-ups were worked out last. */
export interface AccountNews {
	/** What members have done, the first to arrive first. */
	readonly events: readonly Event[];
	/** Attributes that changed: `traits.plan`. */
	readonly attributes: ReadonlySet<string>;
	/** What counted before does not any more: all is worked out from what is stored. */
	readonly isAnew: boolean;
}

export interface WorkedOut {
	readonly account: Account;
	/** When roll-ups change with no new data, or are to be worked out after all, ms; Infinity if never. */
	readonly dueAt: number;
}

/** Time that passes for each event that was read, before so many are read again, ms. */
const restMs = 0.05;
/** So few are read again whenever there is something new. */
const fewMax = 2_000;

/**
 * Works out an account's roll-ups. Those that can be kept grow by each event; the others read as much of the history as their
 * window reaches back, and all of it is read when something does not count any more: where that is much, at times that are
 * further apart, and till then the values stand as they were.
 */
export function workOut(turn: Turn, account: Account, news: AccountNews): WorkedOut {
	const { definitions, now } = turn;
	const restUntil = (account.workedOutAt ?? 0) + restOf(account.cost);
	const names = new Set([...(account.waiting ?? []), ...news.events.map(({ event }) => event)]);
	if (news.isAnew || account.isStale) {
		if (now < restUntil) return finish({ ...account, isStale: true }, restUntil);
		return worked(turn, account, definitions.rollUps, { ...news, isAnew: true }, names);
	}
	const before = account.computed ?? {};
	const isKept = ({ id }: LiveComputedTrait) => Object.hasOwn(before, id) && before[id]?.kept !== undefined;
	const kept = definitions.rollUps.filter(isKept);
	const read = definitions.rollUps.filter((trait) => !isKept(trait));
	const fresh = new Set(news.events.map(({ event }) => event));
	const { computed: grown } = worked(turn, account, kept, news, fresh).account;
	// What grows by an event costs next to nothing: how much was read last, and when, stays as it is.
	if (read.length === 0) return finish({ ...account, computed: { ...grown } }, Number.POSITIVE_INFINITY);
	if (now < restUntil) {
		const stood = Object.fromEntries(read.flatMap(({ id }) => (before[id] ? [[id, before[id]]] : [])));
		return finish({ ...account, computed: { ...stood, ...grown }, waiting: [...names] }, restUntil);
	}
	const readAgain = worked(turn, account, read, news, names).account;
	return finish({ ...readAgain, computed: { ...grown, ...readAgain.computed } }, Number.POSITIVE_INFINITY);
}

/** With these roll-ups alone, worked out now. @param names of events by which they may have moved */
function worked(
	{ tables, now }: Turn,
	{ isStale, waiting, ...account }: Account,
	rollUps: readonly LiveComputedTrait[],
	{ events, attributes, isAnew }: AccountNews,
	names: ReadonlySet<string>,
): WorkedOut {
	const history = new AccountHistory(tables.accountEvents, account.id);
	const subject: Subject = { attributes: attributesOf({ ...account, computed: {} }), events: history, segments: [] };
	const change = isAnew ? null : { events: names, attributes };
	const told: ComputedNews = { change, events, parts: (asked) => history.parts(asked) };
	const computed = computeTraits(rollUps, account.computed ?? {}, subject, told, now).values;
	return finish({ ...account, computed, cost: history.read, workedOutAt: now }, Number.POSITIVE_INFINITY);
}

function restOf(cost = 0): number {
	return cost <= fewMax ? 0 : Math.ceil(cost * restMs);
}

function finish(account: Account, restUntil: number): WorkedOut {
	const dues = Object.values(account.computed ?? {}).map(({ due = Number.POSITIVE_INFINITY }) => due);
	const dueAt = Math.ceil(Math.min(...dues));
	// While it rests, whatever is due waits for the end of that.
	return { account, dueAt: restUntil === Number.POSITIVE_INFINITY ? dueAt : restUntil };
}
