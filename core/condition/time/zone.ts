import { dayMs } from './civil.ts';

/** A place's clock. Days are numbered as in `civil.ts`; all moments are ms since 1970. */
export interface Zone {
	/** IANA's name: "Europe/Berlin". */
	readonly id: string;
	/** The local day at a moment. Never goes back, also where clocks are set back over midnight: a day that has begun stays. */
	dayAt(ms: number): number;
	/** The first moment of a local day. A day that a zone left out (Samoa's 30 December 2011) begins and ends at once. */
	startOfDay(day: number): number;
	/** The moment at which clocks show a local time; the first of two, and behind a gap by as much as it is into it. */
	momentOf(localMs: number): number;
	/** What clocks show at a moment, as ms since 1970-01-01T00:00 of that place. */
	localAt(ms: number): number;
}

/** Visitors name zones: what is remembered of them is bounded. */
const zonesMax = 600;
const rememberedMax = 4_000;
const zones = new Map<string, Zone | null>();
const named = /^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/;

/** The zone of that name; null when there is none. */
export function zoneOf(id: unknown): Zone | null {
	if (typeof id !== 'string' || !named.test(id)) return null;
	const known = zones.get(id);
	if (known !== undefined) return known;
	const zone = openZone(id);
	if (zones.size >= zonesMax) zones.clear();
	zones.set(id, zone);
	return zone;
}

/** Coordinated universal time, without looking anything up. */
export const utc: Zone = {
	id: 'UTC',
	dayAt: (ms) => Math.floor(ms / dayMs),
	startOfDay: (day) => day * dayMs,
	momentOf: (localMs) => localMs,
	localAt: (ms) => ms,
};

function openZone(id: string): Zone | null {
	if (id === 'UTC') return utc;
	try {
		return new LocalZone(id);
	} catch {
		return null;
	}
}

/** The offsets of one day of UTC: one for all of it, or two with the moment at which the second begins. */
interface Offsets {
	readonly first: number;
	readonly changesAt: number;
	readonly second: number;
}

/** A zone by what `Intl` knows of it, which has the rules everywhere without shipping them. Asking it is slow, so answers are kept. */
class LocalZone implements Zone {
	readonly id: string;
	readonly #format: Intl.DateTimeFormat;
	readonly #offsets = new Map<number, Offsets>();
	readonly #starts = new Map<number, number>();

	constructor(id: string) {
		this.id = id;
		this.#format = new Intl.DateTimeFormat('en-US', {
			timeZone: id,
			hourCycle: 'h23',
			era: 'short',
			...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
		});
	}

	dayAt(ms: number): number {
		let day = Math.floor((ms + this.#offsetAt(ms)) / dayMs);
		while (this.startOfDay(day + 1) <= ms) day++;
		return day;
	}

	startOfDay(day: number): number {
		const known = this.#starts.get(day);
		if (known !== undefined) return known;
		const start = this.#firstAt(day * dayMs);
		if (this.#starts.size >= rememberedMax) this.#starts.clear();
		this.#starts.set(day, start);
		return start;
	}

	momentOf(localMs: number): number {
		const { before, exact } = this.#readings(localMs);
		return exact ?? before;
	}

	localAt(ms: number): number {
		return ms + this.#offsetAt(ms);
	}

	/** The first moment at which clocks show a local time or have passed it. */
	#firstAt(localMs: number): number {
		const { before, after, exact } = this.#readings(localMs);
		if (exact !== null) return exact;
		// Clocks jump over it: find the jump, which lies between the two readings.
		const offset = this.#offsetAt(before);
		return firstWhere(after, before, (ms) => this.#offsetAt(ms) === offset);
	}

	/** The moments that a local time would be by the offsets before and after; `exact` is the first at which clocks do show it. */
	#readings(localMs: number): { before: number; after: number; exact: number | null } {
		const [offsetBefore, offsetAfter] = [this.#offsetAt(localMs - dayMs), this.#offsetAt(localMs + dayMs)];
		const [before, after] = [localMs - offsetBefore, localMs - offsetAfter];
		if (this.#offsetAt(before) === offsetBefore) return { before, after, exact: before };
		return { before, after, exact: this.#offsetAt(after) === offsetAfter ? after : null };
	}

	/** What to add to a moment for the local time, ms. */
	#offsetAt(ms: number): number {
		const day = Math.floor(ms / dayMs);
		const known = this.#offsets.get(day);
		const { first, changesAt, second } = known ?? this.#readDay(day);
		return ms < changesAt ? first : second;
	}

	#readDay(day: number): Offsets {
		const [begin, end] = [day * dayMs, (day + 1) * dayMs];
		const [first, second] = [this.#read(begin), this.#read(end)];
		const changesAt = first === second ? end : firstWhere(begin, end, (ms) => this.#read(ms) === second);
		const offsets = { first, changesAt, second };
		if (this.#offsets.size >= rememberedMax) this.#offsets.clear();
		this.#offsets.set(day, offsets);
		return offsets;
	}

	#read(ms: number): number {
		const field: Record<string, number> = {};
		let era = 1;
		for (const { type, value } of this.#format.formatToParts(ms)) {
			if (type === 'era') era = value.startsWith('B') ? -1 : 1;
			else field[type] = Number(value);
		}
		const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = field;
		const local = new Date(0).setUTCFullYear(era < 0 ? 1 - year : year, month - 1, day);
		return local + ((hour * 60 + minute) * 60 + second) * 1000 - Math.floor(ms / 1000) * 1000;
	}
}

/** The first whole ms in `(from, to]` at which `holds` is true, given that it is false at `from`, true at `to`, and turns once. */
function firstWhere(from: number, to: number, holds: (ms: number) => boolean): number {
	let [low, high] = [from, to];
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (holds(middle)) high = middle;
		else low = middle;
	}
	return high;
}
