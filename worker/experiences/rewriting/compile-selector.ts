import { type AttributeSelector, parse, type Selector } from 'css-what';
import isNth from 'nth-check';
import { nameOf } from './names.ts';
import { isSpace, type Tag } from './tag.ts';

/** Where an element stands among its siblings, from 1: of all, and of those of its type. */
export interface Place {
	readonly among: number;
	readonly amongType: number;
}

/** What one element must be: `a.b[c]`. */
export interface Compound {
	/** Its type; null for any. */
	readonly type: number | null;
	/** An attribute that it must have; null when none is asked for. */
	readonly attribute: { readonly name: number; readonly value: Uint8Array | null } | null;
	matches(tag: Tag, place: Place): boolean;
	/** What an element around it must be, and whether right around it; null when nothing is asked of those. */
	readonly within: { readonly compound: Compound; readonly isParent: boolean } | null;
}

type Test = (tag: Tag, place: Place) => boolean;

const encoder = new TextEncoder();
const compiled = new Map<string, readonly Compound[]>();
const mostCompiled = 1_000;

/**
 * The elements that a selector is about: one compound for each selector of the list, each with what must be around it. In the
 * language that `checkEdgeSelector` describes. Throws on all else.
 */
export function compileSelector(selector: string): readonly Compound[] {
	const known = compiled.get(selector) ?? parse(selector).map(compileComplex);
	if (compiled.size >= mostCompiled) compiled.clear();
	compiled.set(selector, known);
	return known;
}

function compileComplex(parts: readonly Selector[]): Compound {
	let within: Compound['within'] = null;
	let simples: Selector[] = [];
	for (const part of parts) {
		if (part.type !== 'child' && part.type !== 'descendant') simples.push(part);
		else {
			within = { compound: compileCompound(simples, within), isParent: part.type === 'child' };
			simples = [];
		}
	}
	return compileCompound(simples, within);
}

function compileCompound(simples: readonly Selector[], within: Compound['within']): Compound {
	const type = simples.find((simple) => simple.type === 'tag');
	const attributes = simples.filter((simple) => simple.type === 'attribute');
	const equal = attributes.find(({ action, ignoreCase }) => action === 'equals' && ignoreCase !== true);
	const first = equal ?? attributes[0];
	return {
		type: type ? nameOf(type.name) : null,
		attribute: first ? { name: nameOf(first.name), value: equal ? encoder.encode(equal.value) : null } : null,
		matches: all(simples.map(compileSimple)),
		within,
	};
}

/** Asked of thousands of elements, nearly all of which fail the first. */
function all([first, ...more]: readonly Test[]): Test {
	if (!first) throw new TypeError('a combinator stands alone');
	if (more.length === 0) return first;
	return (tag, place) => first(tag, place) && more.every((test) => test(tag, place));
}

function compileSimple(simple: Selector): Test {
	if (simple.type === 'universal') return () => true;
	if (simple.type === 'tag') {
		const name = nameOf(simple.name);
		return (tag) => tag.name === name;
	}
	if (simple.type === 'attribute') return compileAttribute(simple);
	if (simple.type === 'pseudo') return compilePseudo(simple.name, simple.data);
	throw new TypeError(`the edge does not know ${simple.type}`);
}

function compilePseudo(name: string, data: unknown): Test {
	if (name === 'first-child') return (_, { among }) => among === 1;
	if (name === 'first-of-type') return (_, { amongType }) => amongType === 1;
	if (name === 'nth-child' || name === 'nth-of-type') {
		const isStep = isNth(String(data));
		return name === 'nth-child' ? (_, { among }) => isStep(among - 1) : (_, { amongType }) => isStep(amongType - 1);
	}
	const [only, more] = Array.isArray(data) ? data : [];
	if (name !== 'not' || more || only?.length !== 1) throw new TypeError(`the edge does not know :${name}`);
	const test = compileSimple(only[0]);
	return (tag, place) => !test(tag, place);
}

type ValueTest = (bytes: Uint8Array, start: number, end: number) => boolean;

function compileAttribute({ name, action, value, ignoreCase }: AttributeSelector): Test {
	const code = nameOf(name);
	const isValue = valueTest(action, encoder.encode(value), ignoreCase === true);
	return (tag) => {
		const index = tag.indexOf(code);
		return index !== -1 && isValue(tag.bytes, tag.valueStart(index), tag.valueEnd(index));
	};
}

/** Values are held against the page's bytes as they are: references in them are not read. */
function valueTest(action: string, value: Uint8Array, ignoresCase: boolean): ValueTest {
	const { length } = value;
	const stands: (bytes: Uint8Array, at: number) => boolean = (bytes, at) => {
		for (let i = 0; i < length; i++) {
			const one = bytes[at + i] as number;
			const other = value[i] as number;
			if (one !== other && !(ignoresCase && lower(one) === lower(other))) return false;
		}
		return true;
	};
	switch (action) {
		case 'exists':
			return () => true;
		case 'equals':
			return (bytes, start, end) => end - start === length && stands(bytes, start);
		case 'start':
			return (bytes, start, end) => length > 0 && end - start >= length && stands(bytes, start);
		case 'end':
			return (bytes, start, end) => length > 0 && end - start >= length && stands(bytes, end - length);
		case 'any':
			return (bytes, start, end) => length > 0 && someAt(start, end - length, (at) => stands(bytes, at));
		case 'hyphen':
			return (bytes, start, end) =>
				end - start >= length && stands(bytes, start) && (end - start === length || bytes[start + length] === 0x2d);
		case 'element':
			return (bytes, start, end) =>
				length > 0 &&
				!value.some(isSpace) &&
				someAt(
					start,
					end - length,
					(at) =>
						(at === start || isSpace(bytes[at - 1])) &&
						(at + length === end || isSpace(bytes[at + length])) &&
						stands(bytes, at),
				);
		default:
			throw new TypeError(`the edge does not know the operator ${action}`);
	}
}

function someAt(first: number, last: number, is: (at: number) => boolean): boolean {
	for (let at = first; at <= last; at++) if (is(at)) return true;
	return false;
}

function lower(byte: number): number {
	return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}
