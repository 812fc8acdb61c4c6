import { defaultTreeAdapter } from 'parse5';
import { collapse } from '../../../core/edit/index.ts';
import type { ElementEdit } from '../../../core/edit/types.ts';
import { Refusal } from '../../../core/refusal.ts';
import {
	countsSiblings,
	find,
	type Page,
	type PageNode,
	parse5Tree,
	readPage,
	selectorFor,
	sureFrom,
} from '../../../core/selector/index.ts';
import { findAll, rootOf, type Tree, type TreeElement, textOf } from './page-tree.ts';

/** Where an edit's element is on a page. */
export interface Located {
	/** What its selector finds, or the one that was found again; null for what is no selector here. */
	readonly elements: readonly TreeElement[] | null;
	/** The selector by which it was found again, which finds it and nothing else on the page; undefined while its own does. */
	readonly foundAt?: string;
}

/**
 * Finds elements of edits on one page: by the selector, and where that leads to none, to several, to another than the edit expects, or only by
 * counting siblings, by what was kept of the element.
 */
export function locator(tree: Tree): (edit: ElementEdit) => Located {
	let read: Page<TreeElement> | undefined;
	return (edit) => {
		const elements = select(tree, edit.selector);
		if (!edit.signals || isFirm(elements, edit)) return { elements };
		read ??= readPage(rootOf(tree), parse5Tree(defaultTreeAdapter));
		const finding = find(read, edit.signals);
		if (finding.status !== 'found' || finding.confidence < sureFrom) return { elements };
		const { element } = finding;
		if (elements?.length === 1 && elements[0] === element) return { elements };
		const selector = onlySelector(read, finding.node);
		const isOnly = selector !== null && findAll(tree, selector).every((one) => one === element);
		return isOnly ? { elements: [element], foundAt: selector } : { elements };
	};
}

/** Whether a selector leads to one element, and more speaks for it than its place among others. */
function isFirm(elements: readonly TreeElement[] | null, { selector, expect = {} }: ElementEdit): boolean {
	const [element, ...others] = elements ?? [];
	if (!element || others.length > 0 || !isOfTag(element, expect.tag)) return false;
	if (expect.text === undefined) return !countsSiblings(selector);
	return says(element, expect.text);
}

/** Whether an element is of the type that an edit expects, if it expects any. */
export function isOfTag({ tagName }: TreeElement, tag: string | undefined): boolean {
	return tag === undefined || tag.toLowerCase() === tagName.toLowerCase();
}

/** Whether an element says what an edit expects. */
export function says(element: TreeElement, text: string): boolean {
	return textOf(element) === collapse(text);
}

function select(tree: Tree, selector: string): TreeElement[] | null {
	try {
		return findAll(tree, selector);
	} catch {
		return null;
	}
}

/** Null for an element that no selector tells from others. */
function onlySelector(page: Page<TreeElement>, node: PageNode): string | null {
	try {
		return selectorFor(page, node);
	} catch (error) {
		if (error instanceof Refusal) return null;
		throw error;
	}
}
