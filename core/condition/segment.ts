import { type Compiler, type Node, stillNode } from './node.ts';
import { refuse } from './refuse.ts';
import { show } from './show.ts';

/** Compiles `{ "$segment": "vip" }`: is the person in that segment now? */
export function compileSegment(json: unknown, path: string, compiler: Compiler): Node {
	if (typeof json !== 'string' || json === '') {
		refuse(path, '$segment takes the id of a segment.', 'Write { "$segment": "vip" }.');
	}
	compiler.depends.segments.add(json);
	const label = `the segment ${show(json)}`;
	return stillNode(
		path,
		`in ${label}`,
		(_, segments) => includes(segments, json),
		({ segments }) => {
			const matches = includes(segments, json);
			return { path, matches, says: `${matches ? 'In' : 'Not in'} ${label}, needs to be in it`, saw: matches };
		},
	);
}

function includes(segments: unknown, id: string): boolean {
	if (Array.isArray(segments)) return segments.includes(id);
	return isSet(segments) && segments.has(id);
}

function isSet(segments: unknown): segments is ReadonlySet<unknown> {
	return typeof segments === 'object' && segments !== null && 'has' in segments && typeof segments.has === 'function';
}
