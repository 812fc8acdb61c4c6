import { parseEventWindow, windowFields } from '../did/event-window.ts';
import { compileOccurrences, type Occurrences } from '../did/occurrences.ts';
import { durationMs, sayDuration } from '../duration.ts';
import type { Compiler } from '../node.ts';
import { nth, refuse, refuseUnknownKeys, within } from '../refuse.ts';
import { refuseDuration } from '../time/parse-window.ts';
import type { Window } from '../time/window.ts';

export interface Step {
	readonly occurrences: Occurrences;
	/** Less than so much after the step before, ms; Infinity when however much later. */
	readonly gapMs: number;
	/** Whether it must not have followed. */
	readonly absent: boolean;
}

export interface Sequence {
	readonly steps: readonly Step[];
	/** When all of it must have happened. */
	readonly window: Window;
	readonly phrase: string;
}

type Fields = Readonly<Record<string, unknown>>;

const mostSteps = 20;
const example =
	'Write { "$sequence": [ { "event": "Product Added" }, { "event": "Order Completed", "within": "1h", "absent": true } ] }.';

/** Reads the body of `$sequence`: a list of steps, or `{ "steps": […], "within": "30d" }`. Refuses what is wrong with it. */
export function parseSequence(json: unknown, path: string, compiler: Compiler): Sequence {
	const fields: Fields = Array.isArray(json) ? { steps: json } : isFields(json) ? json : {};
	refuseUnknownKeys(fields, ['steps', ...windowFields], path, '$sequence');
	const { steps: list } = fields;
	if (!Array.isArray(list) || list.length === 0) refuse(path, '$sequence takes a list of steps.', example);
	if (list.length > mostSteps) refuse(path, `A sequence has at most ${mostSteps} steps.`, 'Split it in two.');
	const window = parseEventWindow(fields, path, compiler);
	const stepsPath = Array.isArray(json) ? path : within(path, 'steps');
	const parsed = list.map((step, index) => parseStep(step, index, nth(stepsPath, index), window, compiler));
	const phrase = parsed.map(({ phrase }) => phrase).join(', ');
	return { steps: parsed.map(({ step }) => step), window, phrase: `${phrase}${window.phrase}` };
}

function parseStep(json: unknown, index: number, path: string, window: Window, compiler: Compiler) {
	if (!isFields(json)) refuse(path, 'A step is an object.', example);
	refuseUnknownKeys(json, ['event', 'where', 'within', 'absent'], path, 'A step');
	const { within: gap, absent = false } = json;
	if (typeof absent !== 'boolean') refuse(within(path, 'absent'), 'absent is true or false.', 'Write "absent": true.');
	if (index === 0 && absent) {
		refuse(within(path, 'absent'), 'Absent after what? The first step must have happened.', example);
	}
	if (index === 0 && gap !== undefined) {
		refuse(within(path, 'within'), 'Within what of which step? This is the first.', wholeHint(gap));
	}
	const gapMs = gap === undefined ? Number.POSITIVE_INFINITY : durationMs(gap);
	if (gapMs === null) refuseDuration(gap, within(path, 'within'));
	const occurrences = compileOccurrences(json, window, path, compiler, example);
	return { step: { occurrences, gapMs, absent }, phrase: sayStep(index, occurrences.name, gap, absent) };
}

function wholeHint(gap: unknown): string {
	return `For the whole sequence write { "$sequence": { "steps": [ … ], "within": ${JSON.stringify(gap)} } }.`;
}

function sayStep(index: number, name: string, gap: unknown, absent: boolean): string {
	const plain = name.replace(/,$/, '');
	const time = gap === undefined ? '' : ` within ${sayDuration(String(gap))}`;
	if (index === 0) return plain;
	return `${absent ? 'not followed' : 'followed'} by ${plain}${time}`;
}

function isFields(json: unknown): json is Fields {
	return typeof json === 'object' && json !== null && !Array.isArray(json);
}
