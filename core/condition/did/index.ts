import { type Compiler, forever, type Node } from '../node.ts';
import type { HistoryEvent, Subject } from '../types.ts';
import { eventsSince } from './history.ts';
import { type Did, parseDid } from './parse.ts';
import { together } from './requirement.ts';
import { inWindow, slide } from './window.ts';

/**
 * Compiles `{ "$did": { "event": "Order Completed", "where": …, "count": { "$gte": 2 }, "within": "30d" } }`: what the person's
 * events of one name amount to. Without a requirement it asks for at least one. Events of the future do not count yet.
 */
export function compileDid(json: unknown, path: string, compiler: Compiler): Node {
	const did = parseDid(json, path, compiler);
	const rule = together(did.requirements);
	const name = did.where ? `${did.event} where ${did.where.phrase},` : did.event;
	compiler.depends.events.add(did.event);
	return {
		path,
		phrase: `${name} ${did.requirements.map((requirement) => requirement.phrase).join(' and ')}${did.period}`,
		still: null,
		evaluate(subject, nowMs) {
			const events = occurrences(did, subject, nowMs);
			return events.length === 0 ? forever(rule.holds(events, 0, 0)) : slide(events, nowMs, did.lengthMs, rule);
		},
		explain(subject, nowMs) {
			const events = occurrences(did, subject, nowMs);
			const { start, end } = inWindow(events, nowMs, did.lengthMs);
			return { path, matches: rule.holds(events, start, end), ...describe(did, name, events.slice(start, end)) };
		},
	};
}

/** The events that the condition is about, oldest first: those that have yet to come, too, and some that have left the window. */
function occurrences(
	{ event, where, lengthMs, sinceEntry }: Did,
	subject: Subject,
	nowMs: number,
): readonly HistoryEvent[] {
	const afterMs = sinceEntry ? (subject.enteredAt ?? nowMs) : nowMs - lengthMs;
	const events = eventsSince(subject.events, event, afterMs);
	const still = where?.still;
	if (!still && !sinceEntry) return events;
	return events.filter((one) => (!sinceEntry || one.at > afterMs) && (!still || still(one, null)));
}

function describe({ requirements, period }: Did, name: string, counted: readonly HistoryEvent[]) {
	const saw = requirements.map((requirement) => requirement.saw(counted));
	const parts = requirements.map(({ wants }, index) => `${name} ${saw[index]?.says}${period}, needs ${wants}`);
	return { says: parts.join('; '), saw: saw.length === 1 ? saw[0]?.value : saw.map(({ value }) => value) };
}
