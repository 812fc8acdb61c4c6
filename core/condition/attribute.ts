import { compileFor } from './for.ts';
import { type Compiler, evaluateValue, type Node, stillNode } from './node.ts';
import { hasOwn, reader } from './read-path.ts';
import { show, showPath } from './show.ts';

/** Compiles `{ "traits.plan": … }`: a value found by its dot path, and what it must be. */
export function compileAttribute(attribute: string, json: unknown, path: string, compiler: Compiler): Node {
	const read = reader(attribute, path);
	if (compiler.scope === 'subject') compiler.depends.attributes.add(attribute);
	const lasting = compileFor(attribute, read, json, path, compiler);
	if (lasting) return lasting;
	const value = compiler.value(json, path);
	const { test, wants } = value;
	const label = showPath(attribute);
	const phrase = `${label} is ${wants}`;
	const describe = (saw: unknown) => ({ path, says: `${label} is ${show(saw)}, needs ${wants}`, saw });
	if (test) {
		return stillNode(path, phrase, attributeTest(attribute, read, test), (root) => {
			const saw = read(root);
			return { matches: test(saw), ...describe(saw) };
		});
	}
	return {
		path,
		phrase,
		still: null,
		evaluate: (root, asked) => evaluateValue(value, read(root), asked),
		explain(root, asked) {
			const saw = read(root);
			return { matches: evaluateValue(value, saw, asked).matches, ...describe(saw) };
		},
	};
}

function attributeTest(attribute: string, read: (root: unknown) => unknown, test: (value: unknown) => boolean) {
	const [first = '', second, third] = attribute.split('.');
	if (second === undefined || third !== undefined) return (root: unknown) => test(read(root));
	// Most paths have two parts: spelt out, so that the engine sees through it.
	return (root: unknown) => {
		const parent = hasOwn(root, first) ? root[first] : null;
		return test(hasOwn(parent, second) ? parent[second] : null);
	};
}
