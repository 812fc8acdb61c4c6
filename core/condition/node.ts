import type { Zone } from './time/zone.ts';
import type { Evaluation, Explanation, Groups, Subject } from './types.ts';

/** One question: about whom, and when. */
export interface Asked {
	readonly subject: Subject;
	readonly nowMs: number;
	/** The person's time zone, the site's when theirs is unknown. Looked up when first needed. */
	readonly personZone: () => Zone;
}

/** A test of one value, and what it wants in words that follow "needs": "at least 5". */
export type ValueTest = StillValueTest | TimedValueTest;

export interface StillValueTest {
	readonly test: (value: unknown) => boolean;
	readonly wants: string;
}

/** The answer changes with time, as that of "within the last 3 days" does. */
export interface TimedValueTest {
	readonly test: null;
	readonly timed: (value: unknown, asked: Asked) => Evaluation;
	readonly wants: string;
}

/** Asks either kind of test. */
export function evaluateValue(test: ValueTest, value: unknown, asked: Asked): Evaluation {
	return test.test ? forever(test.test(value)) : test.timed(value, asked);
}

/** A test in which time plays no part. `root` is what dot paths look into: attributes, an event, or an element of a list. */
export type StillTest = (root: unknown, segments: unknown) => boolean;

/** One compiled part of a condition. */
export interface Node {
	/** Where it stands in the condition's JSON. */
	readonly path: string;
	/** What it asks, for a sentence: `plan is "pro"`. */
	readonly phrase: string;
	/** Present when the answer depends on no clock and no event. */
	readonly still: StillTest | null;
	readonly evaluate: (root: unknown, asked: Asked) => Evaluation;
	readonly explain: (root: unknown, asked: Asked) => Explanation;
}

/** What is noted while compiling of what the condition reads. */
export interface DependsNotes {
	readonly events: Set<string>;
	readonly attributes: Set<string>;
	readonly segments: Set<string>;
	readonly changes: Set<string>;
	readonly lookBackMs: Map<string, number>;
}

/**
 * What a part of a condition is compiled with. `subject` scope is the condition itself; `object` scope is inside
 * `$elemMatch` and `where`, which see one object and neither events nor segments.
 */
export interface Compiler {
	readonly scope: 'subject' | 'object';
	readonly groups: Groups;
	/** True for a journey's conditions, which may count events since the enrollment began. */
	readonly enrollment: boolean;
	/** The site's time zone. */
	readonly siteZone: Zone;
	/** What a segment is called, for sentences. */
	readonly segmentName: (id: string) => string;
	readonly depends: DependsNotes;
	readonly value: (json: unknown, path: string) => ValueTest;
	readonly condition: (json: unknown, path: string, scope?: Compiler['scope']) => Node;
}

/** Notes that a condition reads the events of a name, and how far back; the farthest counts. */
export function noteEvent({ events, lookBackMs }: DependsNotes, name: string, backMs: number): void {
	events.add(name);
	lookBackMs.set(name, Math.max(backMs, lookBackMs.get(name) ?? 0));
}

const yes: Evaluation = Object.freeze({ matches: true, until: Number.POSITIVE_INFINITY });
const no: Evaluation = Object.freeze({ matches: false, until: Number.POSITIVE_INFINITY });

/** An answer that no clock changes. Shared, so that attribute conditions allocate nothing. */
export function forever(matches: boolean): Evaluation {
	return matches ? yes : no;
}

/** The answer now of what holds from `enters` until before `leaves`. Never, when either is NaN. */
export function between(enters: number, leaves: number, nowMs: number): Evaluation {
	if (!(enters < leaves)) return no;
	if (nowMs < enters) return enters === Number.POSITIVE_INFINITY ? no : { matches: false, until: enters };
	if (nowMs >= leaves) return no;
	return leaves === Number.POSITIVE_INFINITY ? yes : { matches: true, until: leaves };
}

/** The opposite answer, for as long. */
export function opposite({ matches, until }: Evaluation): Evaluation {
	return until === Number.POSITIVE_INFINITY ? forever(!matches) : { matches: !matches, until };
}

/**
 * `and` and `or` are one thing seen from two sides: a single `decisive` answer (false for `and`, true for `or`) settles
 * all. It stays settled as long as the last of the decisive answers does; otherwise it lasts until the first one turns.
 */
export function combine<Part>(
	parts: readonly Part[],
	decisive: boolean,
	evaluate: (part: Part) => Evaluation,
): Evaluation {
	let settled = Number.NEGATIVE_INFINITY;
	let first = Number.POSITIVE_INFINITY;
	for (const part of parts) {
		const { matches, until } = evaluate(part);
		if (matches !== decisive) first = Math.min(first, until);
		else if (until === Number.POSITIVE_INFINITY) return forever(decisive);
		else settled = Math.max(settled, until);
	}
	if (settled !== Number.NEGATIVE_INFINITY) return { matches: decisive, until: settled };
	return first === Number.POSITIVE_INFINITY ? forever(!decisive) : { matches: !decisive, until: first };
}

/** A node of a test in which time plays no part. */
export function stillNode(path: string, phrase: string, still: StillTest, explain: Node['explain']): Node {
	return { path, phrase, still, explain, evaluate: (root, { subject }) => forever(still(root, subject.segments)) };
}
