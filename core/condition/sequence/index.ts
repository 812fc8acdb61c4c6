import { sayMs } from '../duration.ts';
import type { Asked, Compiler, Node } from '../node.ts';
import type { HistoryEvent } from '../types.ts';
import { chains, type StepEvents } from './chains.ts';
import { parseSequence, type Sequence } from './parse.ts';
import { unite } from './unite.ts';

/**
 * Compiles `{ "$sequence": [ { "event": "Product Added" }, { "event": "Order Completed", "within": "1h", "absent": true } ] }`:
 * events that followed one another, each less than its `within` after the one before; or, `absent`, did not follow.
 */
export function compileSequence(json: unknown, path: string, compiler: Compiler): Node {
	const sequence = parseSequence(json, path, compiler);
	return {
		path,
		phrase: `(${sequence.phrase})`,
		still: null,
		evaluate(_, asked) {
			const { spans } = look(sequence, asked);
			const { matches, until } = unite(spans, asked.nowMs);
			return { matches, until: Math.min(until, steadyUntil(sequence, asked)) };
		},
		explain(_, asked) {
			const { spans, steps } = look(sequence, asked);
			const { matches } = unite(spans, asked.nowMs);
			const says = `${sequence.phrase}: ${matches ? 'it was so' : 'it was not so'}; ${saySeen(steps, sequence, asked)}`;
			return { path, matches, says, saw: steps.map(({ events }) => happened(events, asked).length) };
		},
	};
}

function look(sequence: Sequence, asked: Asked) {
	const steps = sequence.steps.map(({ occurrences, gapMs, absent }) => ({
		// What must be absent must be so also behind the end of a window that ends.
		events: occurrences.since(absent ? { ...sequence.window, picks: false } : sequence.window, asked),
		gapMs,
		absent,
	}));
	return { steps, spans: chains(steps, sequence.window, asked) };
}

/** Until when the events are the same: time alone may change what a step's `where` says of one. */
function steadyUntil({ steps, window }: Sequence, asked: Asked): number {
	let until = Number.POSITIVE_INFINITY;
	for (const { occurrences } of steps) until = Math.min(until, occurrences.until(window, asked));
	return until;
}

function saySeen(steps: readonly StepEvents[], sequence: Sequence, asked: Asked): string {
	const seen = steps.map(({ events }, index) => {
		const name = sequence.steps[index]?.occurrences.name.replace(/,$/, '') ?? '';
		const past = happened(events, asked);
		const last = past.at(-1);
		return last
			? `${name} ${past.length} ${past.length === 1 ? 'time' : 'times'}, the last ${sayMs(asked.nowMs - last.at)} ago`
			: `no ${name}`;
	});
	return `saw ${seen.join('; ')}`;
}

function happened(events: readonly HistoryEvent[], { nowMs }: Asked): readonly HistoryEvent[] {
	return events.filter(({ at }) => at <= nowMs);
}
