import { sayMs } from '../duration.ts';
import { type Asked, type Compiler, type Node, noteEvent } from '../node.ts';
import { refuse, within } from '../refuse.ts';
import type { Window } from '../time/window.ts';
import type { HistoryEvent } from '../types.ts';
import { eventsSince, eventsUntil } from './history.ts';

/** Events of one name, such as meet a condition of their own. */
export interface Occurrences {
	/** For a sentence: `Order Completed where total is at least 50,`. */
	readonly name: string;
	readonly event: string;
	/** Oldest first: those within the window now, some that have left it, and those that have yet to come. */
	readonly since: (window: Window, asked: Asked) => readonly HistoryEvent[];
	/** Until when `since` gives the same events: time alone may change what `where` says of one. */
	readonly until: (window: Window, asked: Asked) => number;
	/** Whether an event of the name is one of them; null where time has a say in it. */
	readonly fits: ((event: HistoryEvent) => boolean) | null;
	/** When the last one was, however long ago; null when there was none. */
	readonly last: (asked: Asked) => number | null;
}

/** Compiles `{ "event": "Order Completed", "where": … }`, or refuses it, and notes that the condition reads the event. */
export function compileOccurrences(
	{ event, where: whereJson }: Readonly<Record<string, unknown>>,
	window: Pick<Window, 'backMs'>,
	path: string,
	compiler: Compiler,
	example: string,
): Occurrences {
	if (typeof event !== 'string' || event === '') {
		refuse(within(path, 'event'), 'Which event? Its name is missing.', example);
	}
	const where = whereJson === undefined ? null : compiler.condition(whereJson, within(path, 'where'), 'object');
	noteEvent(compiler.depends, event, window.backMs);
	const fits = fitting(where);
	return {
		event,
		name: where ? `${event} where ${where.phrase},` : event,
		since(window, asked) {
			const events = eventsSince(asked.subject.events, event, window.from(asked));
			if (!where && !window.picks) return events;
			return events.filter(
				(one) => (!window.picks || window.enters(one.at, asked) < Number.POSITIVE_INFINITY) && fits(one, asked),
			);
		},
		until(window, asked) {
			if (!where || where.still) return Number.POSITIVE_INFINITY;
			let until = Number.POSITIVE_INFINITY;
			for (const one of eventsSince(asked.subject.events, event, window.from(asked))) {
				until = Math.min(until, where.evaluate(one, asked).until);
			}
			return until;
		},
		fits: where === null ? () => true : stillFit(where),
		last(asked) {
			const all = eventsUntil(asked.subject.events, event, asked.nowMs);
			return all.findLast((one) => fits(one, asked))?.at ?? null;
		},
	};
}

function fitting(where: Node | null): (event: HistoryEvent, asked: Asked) => boolean {
	if (!where) return () => true;
	const { still } = where;
	return still ? (event) => still(event, null) : (event, asked) => where.evaluate(event, asked).matches;
}

function stillFit({ still }: Node): ((event: HistoryEvent) => boolean) | null {
	return still && ((event) => still(event, null));
}

/** How many there were, and when the last one was: "Order Completed 2 times in 30 days; the last was 3 days ago". */
export function sayOccurrences(
	occurrences: Occurrences,
	count: number,
	{ phrase }: Pick<Window, 'phrase'>,
	asked: Asked,
): string {
	if (occurrences.last(asked) === null) return `${occurrences.name} never happened`;
	return `${occurrences.name} ${sayTimes(count)}${phrase}${sayLast(occurrences, asked)}`;
}

export function sayTimes(count: number): string {
	return `${count} ${count === 1 ? 'time' : 'times'}`;
}

export function sayLast({ last }: Occurrences, asked: Asked): string {
	const lastMs = last(asked);
	return lastMs === null ? '; there never was one' : `; the last was ${sayMs(asked.nowMs - lastMs)} ago`;
}
