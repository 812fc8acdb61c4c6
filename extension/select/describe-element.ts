import { isStableName, isState } from './stable.ts';

/** A simple selector for one element, and how little we like it: lower is likelier to survive the page's next version. */
export interface Candidate {
	readonly selector: string;
	readonly cost: number;
}

/** Attributes that name an element's part in the page. Values that a person reads (alt, title) change with the copy. */
const naming = ['data-testid', 'data-test', 'data-cy', 'data-qa', 'name', 'itemprop', 'role', 'type', 'for'];

/**
 * Simple selectors that match an element, best first: `#id`, a naming attribute, classes, the tag, its place among its
 * siblings. All within what HTMLRewriter takes, on plain identifiers only, so that nothing needs escaping.
 */
export function describeElement(element: Element): Candidate[] {
	return [...ids(element), ...attributes(element), ...classes(element), ...places(element)].sort(
		(a, b) => a.cost - b.cost,
	);
}

function ids(element: Element): Candidate[] {
	return isStableName(element.id) ? [{ selector: `#${element.id}`, cost: 1 }] : [];
}

function attributes(element: Element): Candidate[] {
	return [...element.attributes]
		.filter(({ name, value }) => isNaming(name) && value.length <= 40 && /^[\w ./-]+$/.test(value))
		.filter(({ value }) => value.split(/[ ./]+/).every((part) => /^\d{0,6}$/.test(part) || isStableName(part)))
		.map(({ name, value }) => ({
			selector: `${tagOf(element)}[${name}="${value}"]`,
			cost: naming.indexOf(name) >= 4 ? 5 : 3,
		}));
}

/** `data-*` attributes of an element's own; a framework's (`data-v-1a2b`, `data-react…`) and the tracker's come and go. */
function isNaming(name: string): boolean {
	if (naming.includes(name)) return true;
	return (
		/^data-[a-z]+(-[a-z]+)*$/.test(name) && !/^data-(v|react|reactid|ew|aos|state|radix|svelte|astro)\b/.test(name)
	);
}

function classes(element: Element): Candidate[] {
	const names = [...element.classList].filter((name) => isStableName(name) && !isState(name)).slice(0, 6);
	const tag = tagOf(element);
	const single = names.map((name) => ({ selector: `.${name}`, cost: 4 }));
	const tagged = names.map((name) => ({ selector: `${tag}.${name}`, cost: 5 }));
	const pairs = names.flatMap((one, index) =>
		names.slice(index + 1).map((two) => ({ selector: `.${one}.${two}`, cost: 7 })),
	);
	return [...single, ...tagged, ...pairs];
}

function places(element: Element): Candidate[] {
	const tag = tagOf(element);
	const alone: Candidate = { selector: tag, cost: 6 };
	const siblings = element.parentElement ? [...element.parentElement.children] : [];
	const same = siblings.filter(({ localName }) => localName === element.localName);
	if (same.length < 2) return [alone];
	return [alone, { selector: `${tag}:nth-of-type(${same.indexOf(element) + 1})`, cost: 12 }];
}

function tagOf(element: Element): string {
	return element.localName.toLowerCase();
}
