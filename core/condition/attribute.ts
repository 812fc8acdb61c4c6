import { type Compiler, type Node, stillNode } from './node.ts';
import { refuse } from './refuse.ts';
import { show, showPath } from './show.ts';

/** Compiles `{ "traits.plan": … }`: a value found by its dot path, and what it must be. */
export function compileAttribute(attribute: string, json: unknown, path: string, compiler: Compiler): Node {
	const read = reader(attribute, path);
	const { test, wants } = compiler.value(json, path);
	if (compiler.scope === 'subject') compiler.depends.attributes.add(attribute);
	const label = showPath(attribute);
	return stillNode(
		path,
		`${label} is ${wants}`,
		(root) => test(read(root)),
		(subject) => {
			const saw = read(subject.attributes);
			return { path, matches: test(saw), says: `${label} is ${show(saw)}, needs ${wants}`, saw };
		},
	);
}

/**
 * Reads a dot path: null when any part is missing. Own properties only, so that `constructor` and `__proto__` lead nowhere.
 */
export function reader(attribute: string, path: string): (root: unknown) => unknown {
	const parts = attribute.split('.');
	if (parts.includes(''))
		refuse(path, `${JSON.stringify(attribute)} has an empty part.`, 'Write a path such as traits.plan.');
	return (root) => {
		let current: unknown = root;
		for (const part of parts) {
			if (!hasOwn(current, part)) return null;
			current = current[part];
		}
		return current;
	};
}

function hasOwn(value: unknown, key: string): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}
