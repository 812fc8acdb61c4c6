import { isNaming, isStableValue, isUtility, namingAttributes } from './naming.ts';
import type { PageNode } from './page.ts';
import { isStableName } from './stable-name.ts';

/** A simple selector: its text, what it matches, and how little we like it. Lower is likelier to survive the page's next version. */
export interface Simple {
	readonly selector: string;
	readonly cost: number;
	matches(node: PageNode): boolean;
}

/**
 * Simple selectors that match an element, best first: `#id`, a naming attribute, classes, where it leads, the tag, its place
 * among its siblings. All within what the edge takes, on plain identifiers only, so that nothing needs escaping.
 */
export function simplesOf(node: PageNode): Simple[] {
	const all = [...ids(node), ...attributes(node), ...classes(node), ...addresses(node), ...places(node)];
	return all.sort((a, b) => a.cost - b.cost);
}

function ids({ attributes }: PageNode): Simple[] {
	const id = attributes.get('id') ?? '';
	if (!isStableName(id)) return [];
	return [{ selector: `#${id}`, cost: 1, matches: (other) => other.attributes.get('id') === id }];
}

function attributes({ tag, attributes }: PageNode): Simple[] {
	return [...attributes]
		.filter(([name, value]) => isNaming(name) && isStableValue(value))
		.map(([name, value]) => withAttribute(tag, name, value, namingAttributes.indexOf(name) >= 4 ? 5 : 3));
}

/** A link is where it leads, a picture what it shows: as long as the address needs no escaping and no build wrote it. */
function addresses({ tag, attributes }: PageNode): Simple[] {
	return ['href', 'src'].flatMap((name) => {
		const value = attributes.get(name) ?? '';
		const isPlain = /^\/?[\w./-]{2,60}$/.test(value) && !/[0-9a-f]{6}|\d{5}/i.test(value);
		return isPlain ? [withAttribute(tag, name, value, 6)] : [];
	});
}

function withAttribute(tag: string, name: string, value: string, cost: number): Simple {
	return {
		...{ selector: `${tag}[${name}="${value}"]`, cost },
		matches: (other) => other.tag === tag && other.attributes.get(name) === value,
	};
}

function classes({ tag, stableClasses }: PageNode): Simple[] {
	const names = stableClasses.slice(0, 6);
	const costOf = (name: string) => (isUtility(name) ? 8 : 4);
	const has = (other: PageNode, name: string) => other.classes.includes(name);
	const single = names.flatMap((name): Simple[] => [
		{ selector: `.${name}`, cost: costOf(name), matches: (other) => has(other, name) },
		{ selector: `${tag}.${name}`, cost: costOf(name) + 1, matches: (other) => other.tag === tag && has(other, name) },
	]);
	const pairs = names.flatMap((one, index) =>
		names.slice(index + 1).map((two) => ({
			selector: `.${one}.${two}`,
			cost: costOf(one) + costOf(two) - 1,
			matches: (other: PageNode) => has(other, one) && has(other, two),
		})),
	);
	return [...single, ...pairs];
}

function places(node: PageNode): Simple[] {
	const alone: Simple = { selector: node.tag, cost: 6, matches: (other) => other.tag === node.tag };
	return node.alike < 2 ? [alone] : [alone, stepTo(node)];
}

/** An element by its tag and, where siblings share that, its place among them. */
export function stepTo({ tag, place, alike }: PageNode): Simple {
	if (alike < 2) return { selector: tag, cost: 6, matches: (other) => other.tag === tag };
	return {
		...{ selector: `${tag}:nth-of-type(${place + 1})`, cost: 12 },
		matches: (other) => other.tag === tag && other.place === place,
	};
}
