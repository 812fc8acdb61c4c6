import { sayDuration, sayMs } from './duration.ts';
import { parseFor } from './for.ts';
import { between, type Compiler, type Node, stillNode } from './node.ts';
import { refuse, refuseUnknownKeys, within } from './refuse.ts';
import { show } from './show.ts';

const example = 'Write { "$segment": "vip" }, or { "$segment": { "id": "vip", "$for": "7d" } }.';

/** Compiles `{ "$segment": "vip" }`: is the person in that segment now? And `{ "id": "vip", "$for": "7d" }`: for so long? */
export function compileSegment(json: unknown, path: string, compiler: Compiler): Node {
	if (typeof json === 'string') return compileMember(json, path, compiler);
	if (typeof json !== 'object' || json === null || Array.isArray(json)) {
		refuse(path, '$segment takes the id of a segment.', example);
	}
	const fields: Readonly<Record<string, unknown>> = { ...json };
	refuseUnknownKeys(fields, ['id', '$for'], path, '$segment');
	const { id, $for: length } = fields;
	if (typeof id !== 'string') refuse(within(path, 'id'), 'Which segment? Its id is missing.', example);
	if (length === undefined) return compileMember(id, path, compiler);
	return compileLasting(id, length, path, compiler);
}

function compileMember(id: string, path: string, compiler: Compiler): Node {
	const label = note(id, path, compiler);
	return stillNode(
		path,
		`in ${label}`,
		(_, segments) => includes(segments, id),
		(_, { subject: { segments } }) => {
			const matches = includes(segments, id);
			return { path, matches, says: `${matches ? 'In' : 'Not in'} ${label}, needs to be in it`, saw: matches };
		},
	);
}

function compileLasting(id: string, length: unknown, path: string, compiler: Compiler): Node {
	const label = note(id, path, compiler);
	const lengthMs = parseFor(length, within(path, '$for'));
	const lasting = sayDuration(String(length));
	const answer = (segments: unknown, nowMs: number) =>
		between(sinceOf(segments, id) + lengthMs, Number.POSITIVE_INFINITY, nowMs);
	return {
		path,
		phrase: `in ${label} for ${lasting}`,
		still: null,
		evaluate: (_, { subject, nowMs }) => answer(subject.segments, nowMs),
		explain(_, { subject: { segments }, nowMs }) {
			const member = includes(segments, id);
			const since = sinceOf(segments, id);
			const stay = Number.isNaN(since) ? '' : ` for ${sayMs(Math.max(0, nowMs - since))}`;
			const says = `${member ? 'In' : 'Not in'} ${label}${stay}, needs to be in it for ${lasting}`;
			return { path, matches: answer(segments, nowMs).matches, says, saw: member };
		},
	};
}

function note(id: string, path: string, compiler: Compiler): string {
	if (id === '') refuse(path, '$segment takes the id of a segment.', example);
	compiler.depends.segments.add(id);
	return `the segment ${show(compiler.segmentName(id))}`;
}

function includes(segments: unknown, id: string): boolean {
	if (Array.isArray(segments)) return segments.includes(id);
	return isCollection(segments) && segments.has(id);
}

/** Since when the person is in a segment; NaN when they are not, or nobody knows. */
function sinceOf(segments: unknown, id: string): number {
	const since = segments instanceof Map ? segments.get(id) : undefined;
	return typeof since === 'number' ? since : Number.NaN;
}

function isCollection(segments: unknown): segments is { has(id: string): boolean } {
	return typeof segments === 'object' && segments !== null && 'has' in segments && typeof segments.has === 'function';
}
