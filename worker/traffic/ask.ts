import type { Env } from '../env.ts';
import { allShards, type TrafficKind } from '../profiles/index.ts';
import { dateOf } from './day.ts';
import { type Dimension, dimensions } from './hit.ts';
import { addTally, emptyTally, others, type Tally, unpackTally } from './tally.ts';

/** Views and visitors of people with a profile, and of people who were counted without. */
export type Split<T> = Readonly<Record<TrafficKind, T>>;

export interface Traffic {
	/** Every day that was asked for, the oldest first. */
	readonly days: readonly ({ readonly date: string } & Split<{ readonly views: number; readonly visitors: number }>)[];
	/** The most frequent values of all the days together, the most frequent first; `value` is null for all others. */
	readonly top: Readonly<Record<Dimension, readonly ({ readonly value: string | null } & Split<number>)[]>>;
}

/** Values shown of each dimension. */
const shownMax = 10;

/** What was counted of a site's days (since 1970, both inclusive), by all shards together. */
export async function askTraffic(env: Env, siteId: string, fromDay: number, toDay: number): Promise<Traffic> {
	const shards = await allShards(env);
	const counted = (await Promise.all(shards.map((shard) => shard.traffic(siteId, fromDay, toDay)))).flat();
	const sums: Split<Tally> = { identified: emptyTally(), cookieless: emptyTally() };
	const days = new Map(daysBetween(fromDay, toDay).map((day) => [day, emptyDay()]));
	for (const { day, kind, tally } of counted) {
		const numbers = days.get(day)?.[kind];
		if (!numbers) continue;
		numbers.views += tally.views;
		numbers.visitors += tally.visitors;
		addTally(sums[kind], unpackTally(tally));
	}
	return { days: Array.from(days, ([day, numbers]) => ({ date: dateOf(day), ...numbers })), top: topOf(sums) };
}

/** The paths of a site's most frequent pages on some days, both inclusive, the most frequent first. */
export async function pagesSeen(env: Env, siteId: string, fromDay: number, toDay: number): Promise<string[]> {
	const { top } = await askTraffic(env, siteId, fromDay, toDay);
	return top.pages.flatMap(({ value }) => (value?.startsWith('/') ? [value] : []));
}

function daysBetween(fromDay: number, toDay: number): number[] {
	return Array.from({ length: toDay - fromDay + 1 }, (_, place) => fromDay + place);
}

function emptyDay() {
	return { identified: { views: 0, visitors: 0 }, cookieless: { views: 0, visitors: 0 } };
}

function topOf(sums: Split<Tally>): Traffic['top'] {
	const [pages, sources, countries, devices, campaigns, events] = dimensions.map((one) => topValues(sums, one));
	return {
		...{ pages: pages ?? [], sources: sources ?? [], countries: countries ?? [] },
		...{ devices: devices ?? [], campaigns: campaigns ?? [], events: events ?? [] },
	};
}

function topValues({ identified, cookieless }: Split<Tally>, dimension: Dimension) {
	const [known, unknown] = [identified.values[dimension], cookieless.values[dimension]];
	const rows = [...new Set([...known.keys(), ...unknown.keys()])]
		.map((value) => ({ value, identified: known.get(value) ?? 0, cookieless: unknown.get(value) ?? 0 }))
		.sort((a, b) => b.identified + b.cookieless - (a.identified + a.cookieless) || (a.value < b.value ? -1 : 1));
	const named = rows.filter(({ value }) => value !== others);
	const rest = [...rows.filter(({ value }) => value === others), ...named.slice(shownMax)];
	const sum = (kind: TrafficKind) => rest.reduce((total, row) => total + row[kind], 0);
	const last = { value: null, identified: sum('identified'), cookieless: sum('cookieless') };
	return [...named.slice(0, shownMax), ...(rest.length > 0 ? [last] : [])];
}
