import { asJson } from './coerce.ts';
import { durationMs, sayDuration, sayMs } from './duration.ts';
import { between, type Compiler, type Node } from './node.ts';
import { refuse, within } from './refuse.ts';
import { show, showPath } from './show.ts';
import { refuseDuration } from './time/parse-window.ts';
import type { AttributeChange, Subject } from './types.ts';

/** The length in ms of a `$for`, or a refusal. */
export function parseFor(json: unknown, path: string): number {
	const ms = durationMs(json);
	return ms ?? refuseDuration(json, path);
}

/**
 * Compiles `{ "traits.plan": { "$eq": "pro", "$for": "14d" } }`: the value has met the other operators for at least so
 * long without a break; with `$for` alone, it has not changed. Null when there is no `$for`. What nobody knows does not hold.
 */
export function compileFor(
	attribute: string,
	read: (root: unknown) => unknown,
	json: unknown,
	path: string,
	compiler: Compiler,
): Node | null {
	if (!asksFor(json)) return null;
	const { $for: length, ...operators } = json;
	const at = within(path, '$for');
	if (compiler.scope !== 'subject') {
		refuse(at, 'Of an event or an element nobody knows since when.', 'Take $for out, or ask about an attribute.');
	}
	const lengthMs = parseFor(length, at);
	compiler.depends.changes.add(attribute);
	const alone = Object.keys(operators).length === 0;
	const { test, wants } = alone ? { test: null, wants: 'unchanged' } : compiler.value(operators, path);
	if (!alone && !test) refuse(at, '$for cannot stand beside what time changes.', 'Combine the two with $and.');
	const label = showPath(attribute);
	const lasting = `${wants} for ${sayDuration(String(length))}`;
	const sinceOf = (value: unknown, subject: Subject) =>
		test && !test(value) ? Number.NaN : since(changesOf(subject, attribute), value, test);
	return {
		path,
		phrase: `${label} is ${lasting}`,
		still: null,
		evaluate: (root, { subject, nowMs }) =>
			between(sinceOf(read(root), subject) + lengthMs, Number.POSITIVE_INFINITY, nowMs),
		explain(root, { subject, nowMs }) {
			const saw = read(root);
			const sinceMs = sinceOf(saw, subject);
			const { matches } = between(sinceMs + lengthMs, Number.POSITIVE_INFINITY, nowMs);
			return { path, matches, says: `${label} is ${show(saw)}${saySince(sinceMs, nowMs)}, needs ${lasting}`, saw };
		},
	};
}

function saySince(sinceMs: number, nowMs: number): string {
	return Number.isNaN(sinceMs) ? '' : ` and has been so for ${sayMs(Math.max(0, nowMs - sinceMs))}`;
}

function asksFor(json: unknown): json is Readonly<Record<string, unknown>> {
	if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
	return Object.hasOwn(json, '$for') && Object.keys(json).every((key) => key.startsWith('$'));
}

/** The start of the present run of values that meet the test, or that are alike; NaN when unknown. */
function since(
	changes: readonly AttributeChange[],
	value: unknown,
	test: ((value: unknown) => boolean) | null,
): number {
	const holds = test ?? sameAs(value);
	let began = Number.NaN;
	for (const change of changes) {
		if (!isChange(change) || !holds(change.value ?? null)) began = Number.NaN;
		else if (Number.isNaN(began)) began = change.at;
	}
	return began;
}

function isChange(change: unknown): boolean {
	return typeof change === 'object' && change !== null && 'at' in change && Number.isFinite(change.at);
}

function sameAs(value: unknown): (other: unknown) => boolean {
	const json = asJson(value);
	return (other) => asJson(other) === json;
}

function changesOf(subject: Subject, path: string): readonly AttributeChange[] {
	// Asked as the subject's own method: a subject may be an object of a class.
	const found = typeof subject.changes === 'function' ? subject.changes(path) : own(subject.changes, path);
	return Array.isArray(found) ? found : [];
}

function own(changes: unknown, path: string): unknown {
	return typeof changes === 'object' && changes !== null ? Object.getOwnPropertyDescriptor(changes, path)?.value : [];
}
