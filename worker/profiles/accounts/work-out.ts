import type { Subject } from '../../../core/condition/types.ts';
import type { Event } from '../../../core/event/index.ts';
import { type ComputedNews, type ComputedValues, computeTraits, type LiveComputedTrait } from '../compute-traits.ts';
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
 * window reaches back: where that is much, at times that are further apart.
 */
export function workOut({ tables, definitions, now }: Turn, account: Account, news: AccountNews): WorkedOut {
	const history = new AccountHistory(tables.accountEvents, account.id);
	const before = account.computed ?? {};
	const subject: Subject = { attributes: attributesOf({ ...account, computed: {} }), events: history, segments: [] };
	const names = new Set([...(account.waiting ?? []), ...news.events.map(({ event }) => event)]);
	const compute = (traits: readonly LiveComputedTrait[], events: ReadonlySet<string>): ComputedValues => {
		const change = news.isAnew ? null : { events, attributes: news.attributes };
		const told: ComputedNews = { change, events: news.events, parts: (asked) => history.parts(asked) };
		return computeTraits(traits, before, subject, told, now).values;
	};
	const isKept = ({ id }: LiveComputedTrait) => Object.hasOwn(before, id) && before[id]?.kept !== undefined;
	const kept = definitions.rollUps.filter(isKept);
	const read = definitions.rollUps.filter((trait) => !isKept(trait));
	const values = compute(kept, new Set(news.events.map(({ event }) => event)));
	const restUntil = (account.workedOutAt ?? 0) + restOf(account.cost);
	if (read.length > 0 && now < restUntil) {
		const stood = Object.fromEntries(read.flatMap(({ id }) => (before[id] ? [[id, before[id]]] : [])));
		return finish({ ...account, computed: { ...stood, ...values }, waiting: [...names] }, restUntil);
	}
	history.read = 0;
	const { waiting, ...rest } = account;
	const computed = { ...values, ...compute(read, names) };
	return finish({ ...rest, computed, cost: history.read, workedOutAt: now }, Number.POSITIVE_INFINITY);
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
