import cases from '../../cases/condition.json' with { type: 'json' };
import type { AttributeChange, HistoryEvent, Subject } from '../types.ts';

/**
 * A case of core/cases/condition.json. Moments are ms since 1970 or ISO instants; `until` stands only where a tight answer
 * is expected. Node and workerd both run them.
 */
export interface EvaluateCase {
	readonly name: string;
	readonly condition: unknown;
	readonly attributes?: Subject['attributes'];
	readonly events?: HistoryEvent[];
	/** Ids, or ids with since when. */
	readonly segments?: readonly string[] | Readonly<Record<string, Moment>>;
	readonly changes?: Readonly<Record<string, readonly { readonly at: Moment; readonly value: unknown }[]>>;
	readonly groups?: Readonly<Record<string, unknown[]>>;
	readonly enteredAt?: number;
	readonly enrollment?: boolean;
	/** The site's. */
	readonly timeZone?: string;
	readonly now?: Moment;
	readonly matches: boolean;
	readonly until?: Moment;
	readonly says?: string;
}

export interface RefuseCase {
	readonly name: string;
	readonly condition: unknown;
	readonly path: string;
	readonly hint?: string;
}

/** "never" is Infinity. */
type Moment = number | string;

// Through JSON, because the imported types would hold each case to the shape of all others.
export const { evaluate, refuse }: { evaluate: EvaluateCase[]; refuse: RefuseCase[] } = JSON.parse(
	JSON.stringify(cases),
);

export function momentMs(moment: Moment): number {
	if (moment === 'never') return Number.POSITIVE_INFINITY;
	return typeof moment === 'number' ? moment : Date.parse(moment);
}

export function subjectOf({
	attributes = {},
	events = [],
	segments = [],
	changes = {},
	enteredAt,
}: EvaluateCase): Subject {
	const since = (segment: string, at: Moment): [string, number] => [segment, momentMs(at)];
	return {
		attributes,
		events,
		segments: isList(segments) ? segments : new Map(Object.entries(segments).map(([id, at]) => since(id, at))),
		changes: Object.fromEntries(Object.entries(changes).map(([path, list]) => [path, list.map(timed)])),
		...(enteredAt !== undefined && { enteredAt }),
	};
}

function timed({ at, value }: { readonly at: Moment; readonly value: unknown }): AttributeChange {
	return { at: momentMs(at), value };
}

function isList(segments: NonNullable<EvaluateCase['segments']>): segments is readonly string[] {
	return Array.isArray(segments);
}
