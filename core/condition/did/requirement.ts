import type { StillValueTest } from '../node.ts';
import { show } from '../show.ts';
import type { HistoryEvent } from '../types.ts';
import type { Aggregate } from './aggregate.ts';
import { sayTimes } from './occurrences.ts';
import type { Rule } from './slide.ts';

/** One thing that the counted events must amount to, and how to say it. */
export interface Requirement extends Rule {
	/** Follows the event's name: "at least 2 times". */
	readonly phrase: string;
	/** Follows "needs": "at least 2". */
	readonly wants: string;
	/** What the counted events came to, for a sentence ("1 time") and for a program (1). */
	readonly saw: (events: readonly HistoryEvent[]) => { readonly says: string; readonly value: unknown };
}

/** How often it happened. */
export function counting({ test, wants }: StillValueTest): Requirement {
	return {
		looksInside: false,
		over: () => (start, end) => test(end - start),
		phrase: `${wants} times`,
		wants,
		saw: ({ length }) => ({ says: sayTimes(length), value: length }),
	};
}

/** What one property adds up to, averages, and so on. Nothing to compare (the average of no orders) meets no requirement. */
export function amounting(
	aggregate: Aggregate,
	read: (event: unknown) => unknown,
	label: string,
	{ test, wants }: StillValueTest,
): Requirement {
	return {
		looksInside: true,
		over(events) {
			const amountOf = aggregate.over(events.map(read));
			return (start, end) => {
				const amount = amountOf(start, end);
				return amount !== undefined && test(amount);
			};
		},
		phrase: `whose ${label} ${aggregate.words} ${wants}`,
		wants,
		saw(events) {
			const value = aggregate.over(events.map(read))(0, events.length);
			return { says: `whose ${label} ${aggregate.words} ${show(value)}`, value };
		},
	};
}

/** All requirements at once. */
export function together(requirements: readonly Requirement[]): Rule {
	const [only, second] = requirements;
	if (only && !second) return only;
	return {
		looksInside: requirements.some(({ looksInside }) => looksInside),
		over(events) {
			const parts = requirements.map((requirement) => requirement.over(events));
			return (start, end) => parts.every((holds) => holds(start, end));
		},
	};
}
