import type { Event } from '../../core/event/index.ts';
import { cleansingRules } from '../cleansing/index.ts';
import { accept, type RefusedEvent } from '../collect/accept.ts';
import { handOver } from '../collect/hand-over.ts';
import { keepToPlan } from '../collect/keep-to-plan.ts';
import type { Env } from '../env.ts';
import { planFor } from '../plans/index.ts';
import { type Rehearsed, rehearse } from '../profiles/index.ts';
import { siteById } from '../sites/index.ts';
import type { Job, RefusedLine } from './job.ts';
import { type Cursor, readRows } from './read-rows.ts';
import { type RowEvent, refusedLine, rowEvents } from './row-events.ts';
import { foreseeAccounts, takeAccounts } from './take-accounts.ts';
import type { Example, Verdict } from './totals.ts';

/** What one step did, or would do. */
export interface Step {
	readonly cursor: Cursor;
	readonly atEnd: boolean;
	readonly rows: number;
	readonly refused: readonly RefusedLine[];
	readonly fresh: number;
	readonly duplicates: number;
	/** How often each row has been met, for whatever comes behind. */
	readonly met: ReadonlyMap<string, number>;
	/** Of a rehearsal. */
	readonly people: readonly ForeseenPerson[];
}

export interface ForeseenPerson {
	/** Who it is, in every step of the file. */
	readonly key: string;
	readonly verdict: Verdict;
	readonly example: Example;
}

/**
 * Reads a file's next rows and takes them in, as a server's events are taken in, or rehearses it. The same step again changes
 * nothing more: rows have the messageIds that they had.
 */
export async function takeStep(
	env: Env,
	job: Job,
	from: Cursor,
	metBefore: (keys: readonly string[]) => ReadonlyMap<string, number>,
): Promise<Step> {
	const { rows, cursor, atEnd } = await readRows(env, job, job.columns, from);
	const made = rowEvents(job, rows, metBefore);
	const taken = await checked(env, job, made.events);
	const lineOf = (index: number) => made.events[index]?.line ?? 0;
	const outcome = await takerOf(job)(env, job, taken.events, lineOf);
	const refusals = [...taken.refused, ...outcome.full];
	const all = [...made.refused, ...refusals.map((one) => refusedLine(lineOf(one.index), one, job.mapping))];
	// A row may be two calls; it is one row.
	const refused = [...new Map(all.map((one) => [one.line, one])).values()];
	const { fresh, duplicates, people } = outcome;
	return {
		cursor,
		atEnd,
		rows: rows.length,
		refused: refused.sort((a, b) => a.line - b.line),
		fresh,
		duplicates,
		met: made.met,
		people,
	};
}

/** What a server's events have to be, and what the site's plan says of them. */
async function checked(env: Env, { kind, siteId }: Job, events: readonly RowEvent[]) {
	const site = await siteById(env, siteId);
	if (!site) throw new Error(`the site ${siteId} of an import is gone`);
	// What is said of a company alone is nobody's, which no event may be: somebody stands in while it is checked.
	const items = events.map(({ call }) => (kind === 'accounts' ? { ...call, userId: 'import' } : call));
	const [plan, cleansing] = await Promise.all([planFor(env, siteId), cleansingRules(env)]);
	const accepted = accept(items, null, null, {
		site,
		trusted: true,
		sender: null,
		signals: { gpc: false, dnt: false },
		counts: false,
		cleansing,
		receivedAt: Date.now(),
		isHistory: true,
		mintMessageId: () => '',
		bytes: Number.POSITIVE_INFINITY,
	});
	return keepToPlan(plan, accepted);
}

function takerOf({ kind, mode }: Job) {
	if (kind === 'accounts') return mode === 'run' ? takeAccounts : foreseeAccounts;
	return mode === 'run' ? take : foresee;
}

export interface Taken {
	readonly fresh: number;
	readonly duplicates: number;
	/** Events that were refused where they were to go: there is no room for their traits. */
	readonly full: readonly RefusedEvent[];
	readonly people: readonly ForeseenPerson[];
}

export type Indexed = readonly { readonly index: number; readonly event: Event }[];

async function take(env: Env, { siteId, region }: Job, events: Indexed): Promise<Taken> {
	const { accepted, duplicates, refused } = await handOver(
		env,
		{ events },
		siteId,
		{ trusted: true, secret: true },
		() => region,
		{ source: 'import' },
	);
	return { fresh: accepted, duplicates, full: refused, people: [] };
}

async function foresee(
	env: Env,
	{ siteId, region }: Job,
	events: Indexed,
	lineOf: (index: number) => number,
): Promise<Taken> {
	const all = events.map(({ event }) => event);
	const people = all.length === 0 ? [] : await rehearse(env, siteId, 'import', all, region);
	const full = people.flatMap(({ full, positions }) =>
		full.map((at): RefusedEvent => ({ ...noRoom, index: events[positions[at] ?? 0]?.index ?? 0 })),
	);
	return {
		fresh: people.reduce((sum, { fresh }) => sum + fresh, 0),
		duplicates: people.reduce((sum, { duplicates }) => sum + duplicates, 0),
		full,
		people: people.flatMap((person) => {
			const first = events[person.positions[0] ?? 0];
			return first ? [foreseen(person, first.event, lineOf(first.index))] : [];
		}),
	};
}

const noRoom = {
	code: 'profile-full',
	message: 'The profile has as many traits, or as much text in them, as it may have.',
	path: 'traits',
};

function foreseen(
	{ isNew, fresh, changes, profileId }: Rehearsed,
	{ userId, anonymousId, type }: Event,
	line: number,
): ForeseenPerson {
	const who = userId ?? anonymousId ?? profileId;
	const isChanged = changes.length > 0 || (type !== 'identify' && fresh > 0);
	return {
		// Who is new has no id that lasts: every step of a rehearsal mints another.
		key: isNew ? `new ${userId ?? ''} ${anonymousId ?? ''}` : profileId,
		verdict: isNew ? 'new' : isChanged ? 'changed' : 'unchanged',
		example: { who, profileId: isNew ? null : profileId, line, changes, events: type === 'identify' ? 0 : fresh },
	};
}
