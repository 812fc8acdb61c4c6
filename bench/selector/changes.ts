import {
	attributeOf,
	childrenOf,
	copyOf,
	type Document,
	type Element,
	elementsOf,
	insertBefore,
	markupOf,
	parentOf,
	remove,
	removeAttribute,
	rename,
	reorder,
	setAttribute,
	textsOf,
	wrap,
} from './markup.ts';
import type { Random } from './random.ts';

/** Changes a page around an element that an edit is about. Answers false when this page leaves nothing to change so. */
type Change = (document: Document, target: Element, random: Random) => boolean;

/** What becomes of pages. After all but the last two the element is still there; after those it is not. */
export const changes: Readonly<Record<string, Change>> = {
	'text edited': (_, target, random) => editText(target, random),
	'classes renamed by a build': (document, _, random) => renameClasses(document, random),
	'wrapper added': (_, target, random) => addWrapper(target, random),
	'siblings reordered': (_, target, random) => reorderSiblings(target, random),
	'siblings inserted': (_, target, random) => insertSiblings(target, random),
	'type changed': (_, target, random) => changeType(target, random),
	'attributes changed': (_, target, random) => changeAttributes(target, random),
	'ids removed': (document) => removeIds(document),
	'list grown or shrunk': (_, target, random) => resizeList(target, random),
	'section moved': (document, target, random) => moveSection(document, target, random),
	redesigned: (document, target, random) => redesign(document, target, random),
	'element removed': (_, target) => removeOnly(target),
	'element removed with its surroundings': (_, target) => removeWithSurroundings(target),
};

/** Those after which nothing may be found. */
export const removals: readonly string[] = ['element removed', 'element removed with its surroundings'];

const vocabulary =
	'amber basin copper delta ember fathom gable harbour inlet jetty kettle lantern meadow nettle orchard pebble quarry ribbon saddle timber umber velvet willow yarrow zephyr anchor bramble cinder drift eaves'.split(
		' ',
	);

/** As many words as before, none of them the same. */
function reworded(text: string, random: Random): string {
	const words = text.trim().split(/\s+/).length;
	const fresh = Array.from({ length: words }, () => random.pick(vocabulary)).join(' ');
	return fresh.charAt(0).toUpperCase() + fresh.slice(1);
}

/** Half of the time one word, half of the time one whole text is another; a picture gets another description. */
function editText(target: Element, random: Random): boolean {
	const texts = textsOf(target);
	if (texts.length === 0) {
		const alt = attributeOf(target, 'alt') ?? attributeOf(target, 'placeholder');
		if (!alt) return false;
		setAttribute(target, attributeOf(target, 'alt') ? 'alt' : 'placeholder', reworded(alt, random));
		return true;
	}
	const text = random.pick(texts);
	const words = text.value.trim().split(/\s+/);
	if (random.next() < 0.5 && words.length > 1) {
		words[random.below(words.length)] = random.pick(vocabulary);
		text.value = words.join(' ');
	} else text.value = reworded(text.value, random);
	return true;
}

/** All names that the build makes are others: those with a hash get another, and half of the rest becomes one. */
function renameClasses(document: Document, random: Random): boolean {
	const names = new Map<string, string>();
	const fresh = () => Array.from({ length: 5 }, () => random.pick([...'aBcDe1Fg2Hi3Jk4Lm5'])).join('');
	const renamed = (name: string) => {
		const parts = /^(.*__)\w{5}$/.exec(name);
		if (parts) return `${parts[1]}${fresh()}`;
		return /^css-/.test(name) || random.next() < 0.5 ? `css-${fresh().toLowerCase()}` : name;
	};
	for (const element of elementsOf(document)) {
		const before = attributeOf(element, 'class');
		if (!before) continue;
		const after = before.split(/\s+/).map((name) => {
			const known = names.get(name) ?? renamed(name);
			names.set(name, known);
			return known;
		});
		setAttribute(element, 'class', after.join(' '));
	}
	return names.size > 0;
}

/** Within these, HTML allows no other element between. */
const closed =
	/^(table|thead|tbody|tfoot|tr|ul|ol|dl|select|p|h[1-6]|fieldset|details|html|figure|span|small|label|a|button)$/;
const fixed = /^(tr|td|th|tbody|thead|li|dt|dd|option|summary|legend|figcaption|body|html)$/;

function addWrapper(target: Element, random: Random): boolean {
	const candidates = [target, parentOf(target), parentOf(parentOf(target) ?? target)];
	const possible = candidates.filter((each): each is Element => {
		const parent = each ? parentOf(each) : null;
		if (!each || !parent || fixed.test(each.tagName) || closed.test(parent.tagName)) return false;
		return !around(each).some((tag) => /^(p|h[1-6]|button)$/.test(tag));
	});
	if (possible.length === 0) return false;
	wrap(random.pick(possible), 'div', random.pick(['inner', 'css-wr4p', 'relative', 'wrapper']));
	return true;
}

/** The nearest element around the target, or the target itself, that has siblings of its type. */
function memberOf(target: Element, others: number): { list: Element; member: Element } | null {
	for (let member = target; ; ) {
		const list = parentOf(member);
		if (!list || member.tagName === 'body') return null;
		if (childrenOf(list).filter(({ tagName }) => tagName === member.tagName).length > others) return { list, member };
		member = list;
	}
}

function alikeIn(list: Element, member: Element): Element[] {
	return childrenOf(list).filter(({ tagName }) => tagName === member.tagName);
}

/** Beside a sibling that is the very same, nobody could say after a change which of them was meant: that is no question. */
function hasDouble(member: Element): boolean {
	const parent = parentOf(member);
	return parent !== null && childrenOf(parent).some((each) => each !== member && markupOf(each) === markupOf(member));
}

function reorderSiblings(target: Element, random: Random): boolean {
	const found = memberOf(target, 1);
	if (!found || hasDouble(found.member)) return false;
	const before = alikeIn(found.list, found.member);
	const after = random.shuffled(before);
	if (after.every((each, index) => each === before[index])) after.reverse();
	reorder(found.list, after);
	return true;
}

/** A sibling like it with other words, files and addresses; `keep` says which words it has, too. */
function strangerLike(member: Element, random: Random, keep: (text: string) => boolean = () => false): Element {
	const copy = copyOf(member);
	for (const text of textsOf(copy)) {
		if (!keep(text.value)) text.value = reworded(text.value, random);
	}
	for (const element of [copy, ...elementsOf(copy)]) {
		removeAttribute(element, 'id');
		for (const name of ['href', 'src', 'alt', 'data-testid', 'data-sku', 'aria-label', 'name']) {
			if (attributeOf(element, name)) setAttribute(element, name, freshValue(name, random));
		}
	}
	return copy;
}

/** What every one of a list says, such as a button's text, a new one says, too. */
function isCommon(text: string): boolean {
	return /^\s*(add to (cart|basket)|helpful|like|reply|share|learn more|read on|open|copy|a month)\s*$/i.test(text);
}

function freshValue(name: string, random: Random): string {
	const words = [random.pick(vocabulary), random.pick(vocabulary)];
	if (name === 'href') return `/${words.join('-')}`;
	if (name === 'src') return `/media/${words.join('-')}.jpg`;
	return name === 'alt' || name === 'aria-label' ? words.join(' ') : words.join('-');
}

function insertSiblings(target: Element, random: Random): boolean {
	const parent = parentOf(target);
	const strangers = Array.from({ length: 1 + random.below(3) }, () => strangerLike(target, random));
	const isDoubled = hasDouble(target) || strangers.some((stranger) => markupOf(stranger) === markupOf(target));
	if (!parent || isDoubled) return false;
	for (const stranger of strangers) insertBefore(parent, stranger, target);
	return true;
}

const types: Readonly<Record<string, readonly string[]>> = {
	h1: ['h2', 'div'],
	h2: ['h3', 'h1', 'div'],
	h3: ['h2', 'h4', 'div'],
	h4: ['h3', 'h5', 'div'],
	h5: ['h4', 'div'],
	h6: ['h5', 'div'],
	a: ['button'],
	button: ['a'],
	div: ['section', 'article'],
	section: ['div', 'article'],
	article: ['div', 'section'],
	span: ['strong', 'em', 'b'],
	strong: ['span', 'b'],
	em: ['span', 'i'],
	small: ['span'],
	p: ['div'],
	ul: ['div'],
	ol: ['ul', 'div'],
	aside: ['div', 'section'],
	header: ['div'],
	footer: ['div'],
	nav: ['div'],
	main: ['div'],
	figure: ['div'],
	time: ['span'],
};

/** The types of all elements around one. */
function around(target: Element): string[] {
	const parent = parentOf(target);
	return parent ? [parent.tagName, ...around(parent)] : [];
}

/** Within these an a would end another, or a block would end a paragraph. */
function mayBecome(target: Element, tag: string): boolean {
	const outer = around(target);
	const inside = elementsOf(target).map(({ tagName }) => tagName);
	if (tag === 'a' || tag === 'button') return ![...outer, ...inside].some((name) => /^(a|button)$/.test(name));
	if (/^(div|section|article|ul)$/.test(tag) && outer.some((name) => /^(p|h[1-6])$/.test(name))) return false;
	return !/^h[1-6]$/.test(tag) || ![...outer, ...inside].some((name) => /^h[1-6]$/.test(name));
}

function changeType(target: Element, random: Random): boolean {
	const possible = (types[target.tagName] ?? []).filter((tag) => mayBecome(target, tag));
	if (possible.length === 0) return false;
	rename(target, random.pick(possible));
	return true;
}

/** Every attribute of the element's own but its names for style and script is another. */
function changeAttributes(target: Element, random: Random): boolean {
	const changed = target.attrs.filter(({ name }) => name !== 'class' && name !== 'id' && name !== 'type');
	for (const { name } of changed) setAttribute(target, name, freshValue(name, random));
	if (changed.length === 0) setAttribute(target, 'data-version', '2');
	setAttribute(target, 'data-tracking', random.pick(vocabulary));
	return true;
}

function removeIds(document: Document): boolean {
	for (const element of elementsOf(document)) removeAttribute(element, 'id');
	return true;
}

function resizeList(target: Element, random: Random): boolean {
	const found = memberOf(target, 2) ?? memberOf(target, 1);
	if (!found || hasDouble(found.member)) return false;
	const { list, member } = found;
	const others = random.shuffled(alikeIn(list, member).filter((each) => each !== member));
	if (random.next() < 0.5) for (const each of others.slice(0, Math.ceil(others.length / 2))) remove(each);
	else {
		for (const each of others) {
			const isBefore = random.next() < 0.5;
			insertBefore(list, strangerLike(each, random, isCommon), isBefore ? list.childNodes[0] : undefined);
		}
	}
	return true;
}

/** The target's section: the largest around it that is one of several of the page's parts. */
function sectionOf(target: Element): { parent: Element; section: Element } | null {
	let found: { parent: Element; section: Element } | null = null;
	for (let section = target; ; ) {
		const parent = parentOf(section);
		if (!parent || section.tagName === 'body') return found;
		const isPart = childrenOf(parent).length > 1 && !closed.test(parent.tagName) && !fixed.test(section.tagName);
		if (isPart && parent.tagName !== 'html') found = { parent, section };
		section = parent;
		if (found && (parent.tagName === 'main' || parent.tagName === 'body')) return found;
	}
}

function moveSection(_: Document, target: Element, random: Random): boolean {
	const found = sectionOf(target);
	if (!found) return false;
	const { parent, section } = found;
	const others = parent.childNodes.filter((node) => node !== section);
	const at = parent.childNodes.indexOf(section);
	const places = [...others.keys(), others.length].filter((place) => place !== at);
	remove(section);
	insertBefore(parent, section, parent.childNodes[random.pick(places)]);
	return true;
}

/** New classes, no ids, other types and wrappers, another order of sections: the words and addresses stay. */
function redesign(document: Document, target: Element, random: Random): boolean {
	const names = new Map<string, string>();
	moveSection(document, target, random);
	for (const element of elementsOf(document)) {
		removeAttribute(element, 'id');
		const before = attributeOf(element, 'class');
		if (before) setAttribute(element, 'class', names.get(before) ?? remember(names, before, random));
		if (random.next() < 0.3 && /^(div|section|article|span|strong|h[2-5])$/.test(element.tagName)) {
			changeType(element, random);
		}
	}
	const shown = elementsOf(document).filter((element) => around(element).includes('body'));
	for (const element of shown) if (random.next() < 0.1) addWrapper(element, random);
	return true;
}

function remember(names: Map<string, string>, before: string, random: Random): string {
	const after = `${random.pick(vocabulary)}-${random.pick(vocabulary)}`;
	names.set(before, after);
	return after;
}

function removeOnly(target: Element): boolean {
	remove(target);
	return true;
}

/** With the nearest list item, card or section of which there are several: what is left are others like it. */
function removeWithSurroundings(target: Element): boolean {
	const parent = parentOf(target);
	const found = parent && memberOf(parent, 1);
	if (!found) return false;
	remove(found.member);
	return true;
}
