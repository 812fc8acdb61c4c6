import type { EarlierValue, TraitValue } from './profile.ts';

/** Who has more traits than this has them without their history: a profile is one row. */
export const rememberedTraitsMax = 200;
/** How many earlier values a trait remembers, and how long each may be as JSON. */
const earlierMax = 5;
const longestEarlier = 60;

type History = Pick<TraitValue, 'since' | 'earlier'>;

/** What a trait remembers when a newer value is said: nothing new when it is the same again, else what it was till now. */
export function historyAfter(before: TraitValue | undefined, value: unknown, at: number, remembers: boolean): History {
	if (!before) return {};
	const since = before.since ?? before.at;
	if (isSame(before.value, value)) return shown(Math.min(since, at), at, before.earlier ?? []);
	return remembers ? shown(at, at, bounded([...(before.earlier ?? []), [since, before.value]])) : {};
}

/**
 * The trait after an older value has come late: the present one stays, and is so only since it was said again, if something
 * else was said meanwhile. When exactly between the two it was said before is not known: later than true, never sooner.
 */
export function withLate(trait: TraitValue, value: unknown, at: number, remembers: boolean): TraitValue {
	const { since: said, earlier = [], ...present } = trait;
	const since = said ?? trait.at;
	if (at >= since) {
		if (isSame(trait.value, value)) return trait;
		const before: EarlierValue[] = [...earlier, [since, trait.value], [at, value]];
		return { ...present, ...(remembers && shown(trait.at, trait.at, bounded(before))) };
	}
	const place = earlier.findLastIndex(([from]) => from <= at);
	const then = earlier[place];
	if (then && isSame(then[1], value)) return trait;
	const next = earlier[place + 1];
	if (isSame(next ? next[1] : trait.value, value)) {
		// Was the next value so already? Only when nothing else can have been said meanwhile.
		if (place !== -1 || earlier.length === earlierMax) return trait;
		if (!next) return { ...present, ...shown(at, trait.at, earlier) };
		return { ...present, ...shown(since, trait.at, earlier.with(0, [at, value])) };
	}
	if (!remembers) return trait;
	return { ...present, ...shown(since, trait.at, bounded(earlier.toSpliced(place + 1, 0, [at, value]))) };
}

function shown(since: number, at: number, earlier: readonly EarlierValue[]): History {
	return { ...(since !== at && { since }), ...(earlier.length > 0 && { earlier }) };
}

/** The last few. Before a value that is too long to remember nothing is known. */
function bounded(earlier: readonly EarlierValue[]): readonly EarlierValue[] {
	const tooLong = earlier.findLastIndex(([, value]) => (JSON.stringify(value) ?? '').length > longestEarlier);
	return earlier.slice(tooLong + 1).slice(-earlierMax);
}

function isSame(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
