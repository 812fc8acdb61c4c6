import { isUntouchable } from '../../core/edit/index.ts';
import type { Edit } from '../../core/edit/types.ts';
import { applyEdit, voidElement } from './apply-edit.ts';
import { ExpectedText } from './expected-text.ts';
import { endIsCertain, tagOf } from './place-edits.ts';
import { TextReplacement } from './replace-text.ts';

/**
 * A rewriter that makes these edits and puts `head` (HTML, in ASCII) at the end of the head, or of the document when
 * no head ends. Each edit is made on the first element that its selector matches, and only if that is of the type the
 * edit expects: whether more would match cannot be known while the page streams by.
 * A text edit that says what it replaces holds its element's text back until it has passed, and is made only if that is it.
 * No handler throws: one that did would end the page there.
 */
export function pageRewriter(edits: readonly Edit[], head: string): HTMLRewriter {
	const rewriter = new HTMLRewriter();
	const held = new Set<ExpectedText>();
	for (const [selector, group] of Map.groupBy(edits, (edit) => edit.selector.trim()))
		if (selector !== '') addEdits(rewriter, selector, group, held);
	addToHead(rewriter, head, held);
	return rewriter;
}

function addEdits(rewriter: HTMLRewriter, selector: string, edits: readonly Edit[], held: Set<ExpectedText>): void {
	const replacement = replacementFor(edits, held);
	let isDone = false;
	const element = safely((found: Element) => {
		if (replacement instanceof TextReplacement) replacement.stop();
		if (isDone) return;
		isDone = true;
		makeEdits(found, edits, replacement);
	});
	tryOn(rewriter, selector, { element, ...(replacement && safeContent(replacement)) });
	if (replacement) tryOn(rewriter, `${selector} *`, { element: safely(replacement.within.element) });
}

type Replacement = TextReplacement | ExpectedText;

function makeEdits(element: Element, edits: readonly Edit[], replacement: Replacement | null): void {
	if (isUntouchable(element.tagName)) return;
	for (const edit of edits) {
		if (edit.expect?.tag !== undefined && edit.expect.tag.toLowerCase() !== element.tagName.toLowerCase()) continue;
		if (edit.kind === 'text' && replacement && isFor(replacement, element))
			safely(replacement.start.bind(replacement))(element);
		else safely(applyEdit)(element, edit);
	}
}

function isFor(replacement: Replacement, { tagName }: Element): boolean {
	if (replacement instanceof ExpectedText) return !voidElement.test(tagName);
	return !endIsCertain(tagName.toLowerCase());
}

/**
 * For the last of the group's text edits, if it says what it replaces, or unless the type of its element says that an end tag
 * will come.
 */
function replacementFor(edits: readonly Edit[], held: Set<ExpectedText>): Replacement | null {
	const edit = edits.findLast((each) => each.kind === 'text');
	if (!edit) return null;
	if (edit.expect?.text !== undefined) return new ExpectedText(edit.value, edit.expect.text, held);
	return endIsCertain(tagOf(edit)) ? null : new TextReplacement(edit.value);
}

function safeContent({ content }: Replacement): HTMLRewriterElementContentHandlers {
	return { text: safely(content.text), comments: safely(content.comments) };
}

function addToHead(rewriter: HTMLRewriter, html: string, held: ReadonlySet<ExpectedText>): void {
	let isPlaced = false;
	const place = (end: EndTag | DocumentEnd): void => {
		if (isPlaced) return;
		isPlaced = true;
		if ('before' in end) end.before(html, { html: true });
		else end.append(html, { html: true });
	};
	rewriter.on('head', { element: safely((head: Element) => head.onEndTag(safely(place))) });
	const finish = (end: DocumentEnd): void => {
		for (const one of held) one.end(end);
		place(end);
	};
	rewriter.onDocument({ end: safely(finish) });
}

/** A selector that the rewriter refuses after all changes nothing. */
function tryOn(rewriter: HTMLRewriter, selector: string, handlers: HTMLRewriterElementContentHandlers): void {
	try {
		rewriter.on(selector, handlers);
	} catch (error) {
		console.warn('an edit’s selector does not run at the edge', selector, error);
	}
}

function safely<Args extends unknown[]>(handle: (...args: Args) => void): (...args: Args) => void {
	return (...args) => {
		try {
			handle(...args);
		} catch (error) {
			console.warn('an edit could not be made', error);
		}
	};
}
