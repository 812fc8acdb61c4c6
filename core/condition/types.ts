/** A condition as it is written and stored: JSON in the language of docs/conditions. */
export type ConditionJson = { readonly [key: string]: unknown };

/** One event as conditions see it. `at` is in milliseconds since 1970. */
export interface HistoryEvent {
	readonly event: string;
	readonly at: number;
	readonly properties: Readonly<Record<string, unknown>>;
	readonly context?: Readonly<Record<string, unknown>>;
}

/** A person's events, queryable by name and time: `fromMs <= at <= toMs`, oldest first. */
export interface EventHistory {
	query(event: string, fromMs: number, toMs: number): readonly HistoryEvent[];
}

/** A value that an attribute took at a moment (ms), and kept until the next change. */
export interface AttributeChange {
	readonly at: number;
	readonly value: unknown;
}

/**
 * The values that the attribute at a path has had, oldest first, the present one last; empty when nobody knows. What was
 * before the first is unknown.
 */
export type AttributeChanges = (path: string) => readonly AttributeChange[];

/** What a condition is asked about. */
export interface Subject {
	/** The object that dot paths look into: `{ traits, account, geo, device, page, utm, scores, consent, id }`. */
	readonly attributes: Readonly<Record<string, unknown>>;
	/** The person's events; a plain array of `{ event, at | timestamp, properties }` is accepted too. */
	readonly events:
		| EventHistory
		| readonly (HistoryEvent | { event: string; timestamp: string | number; properties?: Record<string, unknown> })[];
	/** Ids of the segments that the person is in now; with since when (ms), where `$for` may ask. */
	readonly segments: ReadonlyMap<string, number> | ReadonlySet<string> | readonly string[];
	/** Since when attributes are what they are, for `$for`; a plain object by path is accepted too. Without it nobody knows. */
	readonly changes?: AttributeChanges | Readonly<Record<string, readonly AttributeChange[]>>;
	/** When the enrollment that asks began (ms); `within: "enrollment"` counts what came after it. */
	readonly enteredAt?: number;
}

export interface Evaluation {
	readonly matches: boolean;
	/** The earliest moment (ms) at which the answer could change with no new data; Infinity if never. */
	readonly until: number;
}

/** The tree with each leaf's truth and the values that it saw. `path` points into the condition's JSON. */
export interface Explanation {
	readonly path: string;
	readonly matches: boolean;
	/** A sentence for a person: "Order Completed 1 time in 30 days, needs at least 2; the last was 12 days ago". */
	readonly says: string;
	readonly saw?: unknown;
	readonly children?: readonly Explanation[];
}

/** What a condition reads, so that new data re-evaluates only what it can change. */
export interface Depends {
	readonly events: ReadonlySet<string>;
	/** Attribute paths, as written: `traits.plan`. */
	readonly attributes: ReadonlySet<string>;
	readonly segments: ReadonlySet<string>;
	/** Attribute paths of which it matters since when they are so: those with `$for`. */
	readonly changes: ReadonlySet<string>;
	/** How far back from now each event is looked at, ms; Infinity where there is no end. */
	readonly lookBackMs: ReadonlyMap<string, number>;
}

export interface Condition {
	readonly json: ConditionJson;
	readonly depends: Depends;
	evaluate(subject: Subject, nowMs: number): Evaluation;
	explain(subject: Subject, nowMs: number): Explanation;
}

/** Saved groups for `$inGroup` and `$notInGroup`, by id: a list, or GrowthBook's `{ type: "list", values }`. */
export type Groups = Readonly<
	Record<string, readonly unknown[] | { readonly type: string; readonly values?: readonly unknown[] }>
>;
