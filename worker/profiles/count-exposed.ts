import type { Goal } from '../../core/goal/index.ts';
import { type Counted, compileSeen, MeasuredPeople, type Seen } from '../../core/judge/index.ts';
import { eventsOnly, everyone } from './everyone.ts';
import type { Profile } from './profile.ts';
import type { Tables } from './tables.ts';

/** What people are counted by apart, besides all together. */
export const breakdowns = ['none', 'device', 'country', 'segment'] as const;
export type Breakdown = (typeof breakdowns)[number];

/** What is asked of every shard about who saw something, and what they did from then on. */
export interface ExposedQuestion {
	readonly seen: Seen;
	readonly goals: readonly Goal[];
	/** Goals of which it is told how often each number occurs, by id. */
	readonly valuesOf: readonly string[];
	/** Exposures from then on count, ms. */
	readonly fromMs: number;
	/** Nothing after it counts, ms. */
	readonly nowMs: number;
	/** How long before their exposure people are looked at, ms. */
	readonly beforeMs: number;
	readonly by: Breakdown;
	/** The same is about to be asked again with other caps, so that nobody need be measured for it a second time. */
	readonly isAskedAgain?: boolean;
}

/** Counts the people of one shard. */
export class ExposedCounter {
	readonly #tables: Tables;
	/** Of one question, until it is asked again or another one is: else it goes with the shard's memory. */
	#kept: { readonly question: string; readonly people: MeasuredPeople } | null = null;

	constructor(tables: Tables) {
		this.#tables = tables;
	}

	/** @param pause lets others go first */
	async count(asked: ExposedQuestion, pause: () => Promise<unknown>): Promise<Counted> {
		const question = withoutCaps(asked);
		const people =
			this.#kept?.question === question ? this.#kept.people : await measureExposed(this.#tables, asked, pause);
		this.#kept = asked.isAskedAgain ? { question, people } : null;
		return people.counted(asked.goals, new Set(asked.valuesOf));
	}
}

/** What two questions share whose people are the same and have done the same. */
function withoutCaps({ seen, goals, fromMs, nowMs, beforeMs, by }: ExposedQuestion): string {
	return JSON.stringify({ seen, goals: goals.map((goal) => ({ ...goal, cap: null })), fromMs, nowMs, beforeMs, by });
}

async function measureExposed(
	tables: Tables,
	{ seen, goals, fromMs, nowMs, beforeMs, by }: ExposedQuestion,
	pause: () => Promise<unknown>,
): Promise<MeasuredPeople> {
	const { event, find } = compileSeen(seen);
	const measured = new MeasuredPeople({ find, goals, fromMs, nowMs, beforeMs });
	const lookBackMs = new Map(measured.events.map((name) => [name, nowMs - fromMs + beforeMs]));
	lookBackMs.set(event, Math.max(lookBackMs.get(event) ?? 0, nowMs - fromMs));
	// Parts of the people take their profiles.
	const asks = by === 'none' ? { lookBackMs, ...eventsOnly } : { lookBackMs };
	for await (const people of everyone(tables, asks, nowMs, pause)) {
		for (const { profile, events } of people) measured.add(events, (ms) => groupsAt(profile, by, ms));
	}
	return measured;
}

/** Segments are those of before the moment: a variant may have made the later ones. */
function groupsAt(profile: () => Profile, by: Breakdown, ms: number): string[] {
	switch (by) {
		case 'device':
			return [`device:${word(profile().device.type)}`];
		case 'country':
			return [`country:${word(profile().geo.country)}`];
		case 'segment':
			return Object.entries(profile().segments).flatMap(([id, since]) => (since <= ms ? [`segment:${id}`] : []));
		default:
			return [];
	}
}

function word(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
