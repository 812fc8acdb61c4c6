import { isStableName, isState } from './stable-name.ts';

/** Attributes that name an element's part in the page, best first. */
export const namingAttributes = [
	...['data-testid', 'data-test', 'data-cy', 'data-qa'],
	...['name', 'itemprop', 'role', 'type', 'for'],
];

/** A framework's and the tracker's own, which come and go. */
const foreign = /^data-(v|react|reactid|ew|aos|state|radix|svelte|astro)\b/;

/** Whether an attribute names an element: one of the known ones, or a `data-*` attribute of the site's own. */
export function isNaming(name: string): boolean {
	return namingAttributes.includes(name) || (/^data-[a-z]+(-[a-z]+)*$/.test(name) && !foreign.test(name));
}

/** Whether an attribute's value reads like names and small numbers, and like nothing that a build minted. */
export function isStableValue(value: string): boolean {
	if (value.length > 40 || !/^[\w ./-]+$/.test(value)) return false;
	return value.split(/[ ./]+/).every((part) => /^\d{0,6}$/.test(part) || isStableName(part));
}

/** Utilities say how an element looks, and change with its looks: Tailwind's, Bootstrap's. */
const utility =
	/^-?(m|p|gap|space|text|font|bg|border|rounded|shadow|flex|grid|col|row|items|justify|self|content|order|w|h|min|max|size|leading|tracking|opacity|z|top|left|right|bottom|inset|overflow|object|ring|divide|transition|duration|ease|scale|rotate|translate|cursor|select|sr|float|align|d|position|aspect|line|list|decoration|underline|uppercase|lowercase|capitalize|italic|block|inline|hidden|container|relative|absolute|fixed|sticky|static|truncate|antialiased|table|[mp][xytrbl])(-.+)?$/;

/** Whether a class says how an element looks, as far as its name tells. */
export function isUtility(name: string): boolean {
	return utility.test(name);
}

/** Judges lists of classes: those that a person wrote, with utilities last. It judges each name once, since pages repeat them. */
export function classJudge(): (classes: readonly string[]) => string[] {
	const known = new Map<string, 'name' | 'utility' | 'minted'>();
	const judge = (name: string) => {
		const verdict = known.get(name) ?? judgeClass(name);
		known.set(name, verdict);
		return verdict;
	};
	return (classes) => [
		...classes.filter((name) => judge(name) === 'name'),
		...classes.filter((name) => judge(name) === 'utility'),
	];
}

function judgeClass(name: string): 'name' | 'utility' | 'minted' {
	if (!isStableName(name) || isState(name)) return 'minted';
	return isUtility(name) ? 'utility' : 'name';
}

/** An element in a word: its type and what a person called it. */
export function nameOf(tag: string, attributes: ReadonlyMap<string, string>, stableClasses: readonly string[]): string {
	const id = attributes.get('id') ?? '';
	if (isStableName(id)) return `${tag}#${id}`;
	const [first] = stableClasses;
	return first === undefined || isUtility(first) ? tag : `${tag}.${first}`;
}
