import type { Asked } from '../node.ts';
import type { Depends, HistoryEvent, Subject } from '../types.ts';

/** What a person's events come to at a moment; null when there is nothing to tell, as of the average of no orders. */
export interface AmountNow {
	readonly value: unknown;
	/** The earliest moment (ms) at which the value could change with no new data; Infinity if never. */
	readonly until: number;
}

/** An amount that can be kept from event to event, in place of reading the whole history again. */
export interface KeptAmount {
	/** The kept state with new events among those of other names; null while there is none, undefined when it cannot be kept. */
	readonly add: (state: unknown, events: readonly HistoryEvent[]) => unknown;
	/** As `of` answers, of all events that were added. */
	readonly now: (state: unknown, nowMs: number) => AmountNow;
}

/** What an amount comes from, for a person who wonders. */
export interface AmountExplained {
	readonly value: unknown;
	readonly parts: readonly AmountPart[];
}

export interface AmountPart {
	/** "Order Completed 2 times in 90 days; the last was 3 days ago". */
	readonly says: string;
	/** What these events add to a score by now, to a tenth; null where there are no points. */
	readonly points: number | null;
}

export interface Amount {
	readonly depends: Depends;
	of(subject: Subject, nowMs: number): AmountNow;
	explain(subject: Subject, nowMs: number): AmountExplained;
	/** Null where time decides which events count. */
	readonly kept: KeptAmount | null;
}

/** An amount before it is known what it depends on. */
export type ParsedAmount = Pick<Amount, 'kept'> & {
	readonly of: (asked: Asked) => AmountNow;
	readonly parts: (asked: Asked) => readonly AmountPart[];
};
