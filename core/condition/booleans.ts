import { type Compiler, combine, forever, type Node, opposite, type StillTest } from './node.ts';
import { nth, refuse } from './refuse.ts';
import type { Explanation } from './types.ts';

/** The operators that combine conditions. Empty lists answer as GrowthBook's: `$and` and `$or` hold, `$nor` does not. */
export const booleans: Readonly<Record<string, (json: unknown, path: string, compiler: Compiler) => Node>> = {
	$and: (json, path, compiler) => all(list('$and', json, path, compiler), path),
	$or: (json, path, compiler) => any(list('$or', json, path, compiler), path),
	$nor: (json, path, compiler) => not(any(list('$nor', json, path, compiler), path), path, none),
	$not: (json, path, compiler) => not(compiler.condition(json, path), path, negated),
};

/** Holds while every one of `nodes` holds. */
export function all(nodes: readonly Node[], path: string): Node {
	const says: Says = (held) =>
		nodes.length === 0 ? 'This holds for everyone' : `All of these must hold: ${held} of ${nodes.length} do`;
	return combined(nodes, path, ' and ', false, says);
}

/** Holds while at least one of `nodes` holds, or there are none. */
function any(nodes: readonly Node[], path: string): Node {
	if (nodes.length === 0) return all(nodes, path);
	const says: Says = (held) => `At least one of these must hold: ${held} of ${nodes.length} do`;
	return combined(nodes, path, ' or ', true, says);
}

function combined(nodes: readonly Node[], path: string, conjunction: string, decisive: boolean, says: Says): Node {
	const stills = nodes.flatMap((node) => (node.still ? [node.still] : []));
	const timed = nodes.filter((node) => !node.still);
	return {
		path,
		phrase: `(${nodes.map((node) => node.phrase).join(conjunction)})`,
		still: timed.length > 0 ? null : quick(stills, decisive),
		evaluate(root, asked) {
			for (const still of stills) if (still(root, asked.subject.segments) === decisive) return forever(decisive);
			return combine(timed, decisive, (node) => node.evaluate(root, asked));
		},
		explain(root, asked): Explanation {
			const children = nodes.map((node) => node.explain(root, asked));
			const held = children.filter((child) => child.matches).length;
			const matches = children.some((child) => child.matches === decisive) === decisive;
			return { path, matches, says: says(held), children };
		},
	};
}

/** Two parts are what most conditions have: without a loop the engine sees through them. */
function quick(stills: readonly StillTest[], decisive: boolean): StillTest {
	const [one, other] = stills;
	if (one && other && stills.length === 2) {
		if (decisive) return (root, segments) => one(root, segments) || other(root, segments);
		return (root, segments) => one(root, segments) && other(root, segments);
	}
	return (root, segments) => {
		for (const still of stills) if (still(root, segments) === decisive) return decisive;
		return !decisive;
	};
}

type Says = (held: number) => string;

type Negation = (inner: Explanation) => Pick<Explanation, 'says' | 'children'>;

function not(node: Node, path: string, explain: Negation): Node {
	const { still } = node;
	return {
		path,
		phrase: `not ${node.phrase}`,
		still: still && ((root, segments) => !still(root, segments)),
		evaluate: (root, asked) => opposite(node.evaluate(root, asked)),
		explain(root, asked) {
			const inner = node.explain(root, asked);
			return { path, matches: !inner.matches, ...explain(inner) };
		},
	};
}

const none: Negation = ({ children = [] }) => {
	if (children.length === 0) return { says: 'This holds for nobody', children };
	const held = children.filter((child) => child.matches).length;
	return { says: `None of these may hold: ${held} of ${children.length} do`, children };
};

const negated: Negation = (inner) => ({
	says: `This must not hold, ${inner.matches ? 'but it does' : 'and it does not'}`,
	children: [inner],
});

function list(operator: string, json: unknown, path: string, compiler: Compiler): Node[] {
	if (!Array.isArray(json)) {
		refuse(path, `${operator} takes a list of conditions.`, `Write { "${operator}": [ … ] }.`);
	}
	return json.map((condition, index) => compiler.condition(condition, nth(path, index)));
}
