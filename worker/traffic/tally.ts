import { type Dimension, dimensions, type Hit } from './hit.ts';

/** What was counted of a site on a day: numbers, of bounded size whatever is sent. */
export interface Tally {
	views: number;
	/** People who viewed a page. */
	visitors: number;
	/** How often each value was seen; what no longer has room stands under the empty value. */
	readonly values: Readonly<Record<Dimension, Map<string, number>>>;
}

/** Values kept of each dimension. */
const valuesMax: Readonly<Record<Dimension, number>> = {
	pages: 200,
	sources: 100,
	countries: 260,
	devices: 20,
	campaigns: 60,
	events: 60,
};

/** Where what has no room is counted. */
export const others = '';

export function emptyTally(): Tally {
	const values = {
		...{ pages: new Map<string, number>(), sources: new Map<string, number>(), countries: new Map<string, number>() },
		...{ devices: new Map<string, number>(), campaigns: new Map<string, number>(), events: new Map<string, number>() },
	};
	return { views: 0, visitors: 0, values };
}

/** Counts an event into a tally. */
export function addHit(tally: Tally, hit: Hit): void {
	if (hit.isView) tally.views++;
	for (const dimension of dimensions) {
		const value = hit[dimension];
		if (value !== undefined) addValue(tally.values[dimension], value, 1, valuesMax[dimension]);
	}
}

/** Adds a tally to another. */
export function addTally(sum: Tally, { views, visitors, values }: Tally): void {
	sum.views += views;
	sum.visitors += visitors;
	for (const dimension of dimensions) {
		for (const [value, count] of values[dimension]) addValue(sum.values[dimension], value, count, valuesMax[dimension]);
	}
}

/**
 * A new value takes the place of the rarest, whose count goes to the others. So sums stay exact, what is seen often stays
 * whatever rubbish is sent, and only rare values are counted too low.
 */
function addValue(counts: Map<string, number>, value: string, count: number, max: number): void {
	const before = counts.get(value);
	if (before === undefined && value !== others && counts.size - (counts.has(others) ? 1 : 0) >= max) giveWay(counts);
	counts.set(value, (before ?? 0) + count);
}

function giveWay(counts: Map<string, number>): void {
	let rarest = others;
	let fewest = Number.POSITIVE_INFINITY;
	for (const [value, count] of counts) {
		if (value === others || count >= fewest) continue;
		rarest = value;
		fewest = count;
	}
	counts.delete(rarest);
	counts.set(others, (counts.get(others) ?? 0) + fewest);
}

/** A tally as JSON carries it. Values stand in lists, where a name like `__proto__` is nothing special. */
export interface PackedTally {
	readonly views: number;
	readonly visitors: number;
	readonly values: Readonly<Record<Dimension, readonly (readonly [value: string, count: number])[]>>;
}

export function packTally({ views, visitors, values }: Tally): PackedTally {
	const { pages, sources, countries, devices, campaigns, events } = values;
	const packed = { pages: [...pages], sources: [...sources], countries: [...countries] };
	return {
		views,
		visitors,
		values: { ...packed, devices: [...devices], campaigns: [...campaigns], events: [...events] },
	};
}

export function unpackTally({ views, visitors, values }: PackedTally): Tally {
	const tally = emptyTally();
	addTally(tally, {
		views,
		visitors,
		values: {
			...{ pages: new Map(values.pages), sources: new Map(values.sources), countries: new Map(values.countries) },
			...{ devices: new Map(values.devices), campaigns: new Map(values.campaigns), events: new Map(values.events) },
		},
	});
	return tally;
}
