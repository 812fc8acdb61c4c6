import type { Depends, Evaluation, Explanation, Groups, Subject } from './types.ts';

/** A test of one value, and what it wants in words that follow "needs": "at least 5". */
export interface ValueTest {
	readonly test: (value: unknown) => boolean;
	readonly wants: string;
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
	readonly evaluate: (subject: Subject, nowMs: number) => Evaluation;
	readonly explain: (subject: Subject, nowMs: number) => Explanation;
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
	readonly depends: { readonly [K in keyof Depends]: Set<string> };
	readonly value: (json: unknown, path: string) => ValueTest;
	readonly condition: (json: unknown, path: string, scope?: Compiler['scope']) => Node;
}

const yes: Evaluation = Object.freeze({ matches: true, until: Number.POSITIVE_INFINITY });
const no: Evaluation = Object.freeze({ matches: false, until: Number.POSITIVE_INFINITY });

/** An answer that no clock changes. Shared, so that attribute conditions allocate nothing. */
export function forever(matches: boolean): Evaluation {
	return matches ? yes : no;
}

/** A node of a test in which time plays no part. */
export function stillNode(path: string, phrase: string, still: StillTest, explain: Node['explain']): Node {
	return { path, phrase, still, explain, evaluate: (subject) => forever(still(subject.attributes, subject.segments)) };
}
