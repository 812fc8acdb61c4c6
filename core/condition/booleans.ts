import { type Compiler, forever, type Node, type StillTest } from './node.ts';
import { nth, refuse } from './refuse.ts';
import type { Evaluation, Explanation } from './types.ts';

/** The operators that combine conditions. Empty lists answer as GrowthBook's: `$and` and `$or` hold, `$nor` does not. */
export const booleans: Readonly<Record<string, (json: unknown, path: string, compiler: Compiler) => Node>> = {
	$and: (json, path, compiler) => all(list('$and', json, path, compiler), path),
	$or: (json, path, compiler) => any(list('$or', json, path, compiler), path),
	$nor: (json, path, compiler) => not(any(list('$nor', json, path, compiler), path), path, none),
	$not: (json, path, compiler) => not(compiler.condition(json, path), path, opposite),
};

/** Holds while every one of `nodes` holds. */
export function all(nodes: readonly Node[], path: string): Node {
	const says = (held: number) => `All of these must hold: ${held} of ${nodes.length} do`;
	return combined(nodes, path, ' and ', false, says);
}

/** Holds while at least one of `nodes` holds, or there are none. */
function any(nodes: readonly Node[], path: string): Node {
	if (nodes.length === 0) return all(nodes, path);
	const says = (held: number) => `At least one of these must hold: ${held} of ${nodes.length} do`;
	return combined(nodes, path, ' or ', true, says);
}

/**
 * `$and` and `$or` are one thing seen from two sides: a single `decisive` child (false for `$and`, true for `$or`) settles
 * the answer. It stays settled as long as the last of the decisive children does; otherwise it lasts until the first child turns.
 */
function combined(
	nodes: readonly Node[],
	path: string,
	conjunction: string,
	decisive: boolean,
	says: (held: number) => string,
): Node {
	const stills = nodes.flatMap((node) => (node.still ? [node.still] : []));
	const timed = nodes.filter((node) => !node.still);
	const settles: StillTest = (root, segments) => {
		for (const still of stills) if (still(root, segments) === decisive) return true;
		return false;
	};
	const evaluate: Node['evaluate'] = (subject, nowMs) => {
		if (settles(subject.attributes, subject.segments)) return forever(decisive);
		return combine(timed, decisive, (node) => node.evaluate(subject, nowMs));
	};
	return {
		path,
		phrase: `(${nodes.map((node) => node.phrase).join(conjunction)})`,
		still: timed.length > 0 ? null : (root, segments) => settles(root, segments) === decisive,
		evaluate,
		explain(subject, nowMs): Explanation {
			const children = nodes.map((node) => node.explain(subject, nowMs));
			const held = children.filter((child) => child.matches).length;
			const matches = children.some((child) => child.matches === decisive) === decisive;
			return { path, matches, says: says(held), children };
		},
	};
}

function combine(nodes: readonly Node[], decisive: boolean, evaluate: (node: Node) => Evaluation): Evaluation {
	let settled = Number.NEGATIVE_INFINITY;
	let first = Number.POSITIVE_INFINITY;
	for (const node of nodes) {
		const { matches, until } = evaluate(node);
		if (matches !== decisive) first = Math.min(first, until);
		else if (until === Number.POSITIVE_INFINITY) return forever(decisive);
		else settled = Math.max(settled, until);
	}
	if (settled !== Number.NEGATIVE_INFINITY) return { matches: decisive, until: settled };
	return first === Number.POSITIVE_INFINITY ? forever(!decisive) : { matches: !decisive, until: first };
}

type Negation = (inner: Explanation) => Pick<Explanation, 'says' | 'children'>;

function not(node: Node, path: string, explain: Negation): Node {
	const { still } = node;
	return {
		path,
		phrase: `not ${node.phrase}`,
		still: still && ((root, segments) => !still(root, segments)),
		evaluate(subject, nowMs) {
			const { matches, until } = node.evaluate(subject, nowMs);
			return until === Number.POSITIVE_INFINITY ? forever(!matches) : { matches: !matches, until };
		},
		explain(subject, nowMs) {
			const inner = node.explain(subject, nowMs);
			return { path, matches: !inner.matches, ...explain(inner) };
		},
	};
}

const none: Negation = ({ children = [] }) => {
	const held = children.filter((child) => child.matches).length;
	return { says: `None of these may hold: ${held} of ${children.length} do`, children };
};

const opposite: Negation = (inner) => ({
	says: `This must not hold, ${inner.matches ? 'but it does' : 'and it does not'}`,
	children: [inner],
});

function list(operator: string, json: unknown, path: string, compiler: Compiler): Node[] {
	if (!Array.isArray(json)) {
		refuse(path, `${operator} takes a list of conditions.`, `Write { "${operator}": [ … ] }.`);
	}
	return json.map((condition, index) => compiler.condition(condition, nth(path, index)));
}
