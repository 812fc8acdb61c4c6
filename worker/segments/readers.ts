import type { Change, LiveSegment } from './match.ts';

/** Changed attributes of which is remembered who reads them. */
const rememberedPaths = 1_000;

/** Which of some segments read what: worked out once, for there may be a hundred of them, and each event changes little. */
export class Readers {
	/** Some of them ask about others. */
	readonly readSegments: boolean;
	readonly #segments: readonly LiveSegment[];
	readonly #byEvent = new Map<string, Set<string>>();
	readonly #byPath = new Map<string, ReadonlySet<string>>();

	constructor(segments: readonly LiveSegment[]) {
		this.#segments = segments;
		this.readSegments = segments.some(({ condition }) => condition.depends.segments.size > 0);
		for (const { id, condition } of segments) {
			for (const event of condition.depends.events) {
				const readers = this.#byEvent.get(event);
				if (readers) readers.add(id);
				else this.#byEvent.set(event, new Set([id]));
			}
		}
	}

	/** Ids of the segments that read anything of what changed. */
	of({ events, attributes }: Change): ReadonlySet<string> {
		const ids = new Set<string>();
		for (const event of events) for (const id of this.#byEvent.get(event) ?? []) ids.add(id);
		for (const path of attributes) for (const id of this.#ofPath(path)) ids.add(id);
		return ids;
	}

	#ofPath(changed: string): ReadonlySet<string> {
		const known = this.#byPath.get(changed);
		if (known) return known;
		const readers = this.#segments.filter(({ condition }) =>
			[...condition.depends.attributes].some((path) => overlaps(path, changed)),
		);
		const ids = new Set(readers.map(({ id }) => id));
		// Keys of traits are senders' choice, and there is no end of them.
		if (this.#byPath.size >= rememberedPaths) this.#byPath.clear();
		this.#byPath.set(changed, ids);
		return ids;
	}
}

const made = new WeakMap<readonly LiveSegment[], Readers>();

/** @param segments a list that stays as it is */
export function readersAmong(segments: readonly LiveSegment[]): Readers {
	let readers = made.get(segments);
	if (!readers) {
		readers = new Readers(segments);
		made.set(segments, readers);
	}
	return readers;
}

/** `traits.plan` and `traits.plan.name` concern each other; so do `visit` and `visit.pages`. */
export function overlaps(a: string, b: string): boolean {
	return a.length < b.length ? leadsTo(a, b) : leadsTo(b, a);
}

function leadsTo(short: string, long: string): boolean {
	return long.startsWith(short) && (long.length === short.length || long[short.length] === '.');
}
