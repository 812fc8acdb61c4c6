import { compileGoal, type Goal } from '../../core/goal/index.ts';
import { type Counted, compileSeen, type Seen, Tally } from '../../core/judge/index.ts';
import { everyone } from './everyone.ts';
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
}

/** Counts the people of one shard. `pause` lets others go first. */
export async function countExposed(
	tables: Tables,
	{ seen, goals, valuesOf, fromMs, nowMs, beforeMs, by }: ExposedQuestion,
	pause: () => Promise<unknown>,
): Promise<Counted> {
	const { event, find } = compileSeen(seen);
	const compiled = goals.map(compileGoal);
	const tally = new Tally({ find, goals: compiled, fromMs, nowMs, beforeMs, valuesOf: new Set(valuesOf) });
	const lookBackMs = new Map(compiled.flatMap(({ events }) => events.map((name) => [name, nowMs - fromMs + beforeMs])));
	lookBackMs.set(event, Math.max(lookBackMs.get(event) ?? 0, nowMs - fromMs));
	for await (const people of everyone(tables, { lookBackMs }, nowMs, pause)) {
		for (const { profile, subject } of people) {
			if ('query' in subject.events) tally.add(subject.events, (ms) => groupsAt(profile(), by, ms));
		}
	}
	return tally.counted();
}

/** Segments are those of before the moment: a variant may have made the later ones. */
function groupsAt({ device, geo, segments }: Profile, by: Breakdown, ms: number): string[] {
	switch (by) {
		case 'device':
			return [`device:${word(device.type)}`];
		case 'country':
			return [`country:${word(geo.country)}`];
		case 'segment':
			return Object.entries(segments).flatMap(([id, since]) => (since <= ms ? [`segment:${id}`] : []));
		default:
			return [];
	}
}

function word(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
