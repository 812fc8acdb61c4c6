import { type Compound, compileSelector } from './compile-selector.ts';
import { ByName, nameStep } from './names.ts';
import type { OpenElements } from './open-elements.ts';
import type { Tag } from './tag.ts';

/** What an open element is known to match, for selectors of what is within. */
export interface Matched {
	readonly compounds: readonly Compound[] | null;
}

/** What was found of an element. */
export interface Found<Rule> extends Matched {
	/** In the order in which they were given. */
	readonly rules: readonly Rule[];
}

interface Candidate<Rule> {
	readonly compound: Compound;
	/** Null for what is only around. */
	readonly rule: Rule | null;
	readonly order: number;
}

/** Finds out which selectors an element matches, as its start tag comes by. Most elements are asked only for their type. */
export class ElementMatcher<Rule> {
	/** Those with an attribute of a certain value, by both, and the names of such attributes. */
	readonly #withValue = new ByName<Candidate<Rule>[]>();
	readonly #valued = new ByName<true>();
	readonly #ofType = new ByName<Candidate<Rule>[]>();
	readonly #withAttribute = new ByName<Candidate<Rule>[]>();
	readonly #others: Candidate<Rule>[] = [];
	readonly #place = { among: 0, amongType: 0 };
	#found: Candidate<Rule>[] = [];
	#order = 0;
	#countsChildren = false;
	#countsTypes = false;

	/** A selector, and what it is for. Throws on one that cannot be read as a page streams by. */
	add(selector: string, rule: Rule): void {
		this.#order += 1;
		this.#countsChildren ||= selector.includes('-child');
		this.#countsTypes ||= selector.includes('-of-type');
		for (const compound of compileSelector(selector)) this.#addCompound(compound, rule);
	}

	/** What the element matches; null for nothing. Asked of each element once, in their order. */
	find(tag: Tag, open: OpenElements<Matched>): Found<Rule> | null {
		if (this.#countsChildren) this.#place.among = open.count();
		if (this.#countsTypes) this.#place.amongType = open.countOfType(tag.name);
		this.#tryAll(this.#ofType.get(tag.name), tag, open);
		for (let i = 0; i < tag.attributeCount; i++) {
			const name = tag.attributeName(i);
			if (this.#valued.get(name)) {
				const key = valueKey(name, tag.bytes, tag.valueStart(i), tag.valueEnd(i));
				this.#tryAll(this.#withValue.get(key), tag, open);
			}
			this.#tryAll(this.#withAttribute.get(name), tag, open);
		}
		this.#tryAll(this.#others, tag, open);
		return this.#found.length === 0 ? null : this.#take();
	}

	#addCompound(compound: Compound, rule: Rule | null): void {
		const candidate = { compound, rule, order: this.#order };
		const { type, attribute } = compound;
		if (attribute?.value) {
			this.#valued.set(attribute.name, true);
			addTo(this.#withValue, valueKey(attribute.name, attribute.value, 0, attribute.value.length), candidate);
		} else if (type !== null) addTo(this.#ofType, type, candidate);
		else if (attribute) addTo(this.#withAttribute, attribute.name, candidate);
		else this.#others.push(candidate);
		if (compound.within) this.#addCompound(compound.within.compound, null);
	}

	#tryAll(candidates: readonly Candidate<Rule>[] | undefined, tag: Tag, open: OpenElements<Matched>): void {
		if (candidates === undefined) return;
		for (const candidate of candidates) {
			const { compound } = candidate;
			if (compound.matches(tag, this.#place) && isWithin(compound, open)) this.#found.push(candidate);
		}
	}

	#take(): Found<Rule> {
		const found = this.#found.sort((a, b) => a.order - b.order);
		this.#found = [];
		const compounds = found.flatMap(({ compound, rule }) => (rule === null ? [compound] : []));
		const rules = found.flatMap(({ rule }) => (rule === null ? [] : [rule]));
		return { compounds: compounds.length > 0 ? compounds : null, rules: [...new Set(rules)] };
	}
}

function isWithin({ within }: Compound, open: OpenElements<Matched>): boolean {
	if (within === null) return true;
	const last = within.isParent ? open.depth - 1 : 0;
	for (let depth = open.depth - 1; depth >= last && depth >= 0; depth--)
		if (open.noteAt(depth)?.compounds?.includes(within.compound)) return true;
	return false;
}

/** A number for an attribute with its value; of those that share one each is asked. */
function valueKey(name: number, bytes: Uint8Array, start: number, end: number): number {
	let key = name;
	for (let at = start; at < end; at++) key = nameStep(key, bytes[at] as number);
	return key;
}

function addTo<Item>(lists: ByName<Item[]>, name: number, item: Item): void {
	const list = lists.get(name);
	if (list) list.push(item);
	else lists.set(name, [item]);
}
