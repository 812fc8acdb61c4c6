import { type Asked, type Compiler, forever, type Node } from '../node.ts';
import type { HistoryEvent } from '../types.ts';
import { sayLast } from './occurrences.ts';
import { type Did, parseDid } from './parse.ts';
import { together } from './requirement.ts';
import { inWindow, slide } from './slide.ts';

/**
 * Compiles `{ "$did": { "event": "Order Completed", "where": …, "count": { "$gte": 2 }, "within": "30d" } }`: what the person's
 * events of one name amount to. Without a requirement it asks for at least one. Events of the future do not count yet.
 */
export function compileDid(json: unknown, path: string, compiler: Compiler): Node {
	const did = parseDid(json, path, compiler);
	const { occurrences, window, requirements } = did;
	const rule = together(requirements);
	return {
		path,
		phrase: `${occurrences.name} ${requirements.map(({ phrase }) => phrase).join(' and ')}${window.phrase}`,
		still: null,
		evaluate(_, asked) {
			const events = occurrences.since(window, asked);
			const steady = occurrences.until(window, asked);
			if (events.length === 0 && steady === Number.POSITIVE_INFINITY) return forever(rule.over(events)(0, 0));
			const { matches, until } = slide(events, asked, window, rule);
			return { matches, until: Math.min(until, steady) };
		},
		explain(_, asked) {
			const events = occurrences.since(window, asked);
			const { start, end } = inWindow(events, asked, window);
			return { path, matches: rule.over(events)(start, end), ...describe(did, events.slice(start, end), asked) };
		},
	};
}

function describe({ requirements, occurrences, window }: Did, counted: readonly HistoryEvent[], asked: Asked) {
	const saw = requirements.map((requirement) => requirement.saw(counted));
	const parts = requirements.map(
		({ wants }, index) => `${occurrences.name} ${saw[index]?.says}${window.phrase}, needs ${wants}`,
	);
	const value = saw.length === 1 ? saw[0]?.value : saw.map((one) => one.value);
	return { says: `${parts.join('; ')}${sayLast(occurrences, asked)}`, saw: value };
}
