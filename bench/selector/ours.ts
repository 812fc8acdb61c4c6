import { defaultTreeAdapter } from 'parse5';
import {
	describe,
	find,
	type Page,
	type PageNode,
	parse5Tree,
	readPage,
	type Signals,
	selectorFor,
} from '../../core/selector/index.ts';
import type { Case } from './cases.ts';
import { type Element, elementsOf, parseDocument } from './markup.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

const tree = parse5Tree(defaultTreeAdapter);

/** Our finder as the benchmark asks it: an element is described once, and looked for after each change. */
export function ourFinder(): (question: Case) => Outcome {
	const known = new Map<string, Signals>();
	return (question) => {
		const { page, index, now } = question;
		const key = `${page} ${index}`;
		const signals = known.get(key) ?? signalsOf(question);
		known.set(key, signals);
		const finding = find(read(question.after), signals);
		return outcomeOf(finding.status === 'found' ? [finding.node.index] : [], now);
	};
}

/** The selector that an edit has beside: for all that ask by selectors. */
export function ourSelector({ before, index }: Pick<Case, 'before' | 'index'>): string {
	const page = read(before);
	return selectorFor(page, nodeAt(page, index));
}

function signalsOf({ before, index }: Case): Signals {
	const page = read(before);
	return describe(page, nodeAt(page, index));
}

function nodeAt(page: Page, index: number): PageNode {
	const node = page.nodes[index];
	if (!node) throw new Error('The question is about an element that is not there.');
	return node;
}

function read(html: string): Page<Element> {
	const [root] = elementsOf(parseDocument(html));
	if (!root) throw new Error('The page is empty.');
	return readPage<Element>(root, tree);
}
