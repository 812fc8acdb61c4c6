import { isUntouchable } from '../../core/edit/index.ts';
import type { Edit } from '../../core/edit/types.ts';
import { applyEdit } from './apply-edit.ts';
import { endIsCertain, tagOf } from './place-edits.ts';
import { TextReplacement } from './replace-text.ts';

/**
 * A rewriter that makes these edits and puts `head` (HTML, in ASCII) at the end of the head, or of the document when
 * no head ends. Each edit is made on the first element that its selector matches, and only if that is of the type the
 * edit expects: whether more would match cannot be known while the page streams by.
 * No handler throws: one that did would end the page there.
 */
export function pageRewriter(edits: readonly Edit[], head: string): HTMLRewriter {
	const rewriter = new HTMLRewriter();
	for (const [selector, group] of Map.groupBy(edits, (edit) => edit.selector.trim()))
		if (selector !== '') addEdits(rewriter, selector, group);
	addToHead(rewriter, head);
	return rewriter;
}

function addEdits(rewriter: HTMLRewriter, selector: string, edits: readonly Edit[]): void {
	const replacement = textReplacementFor(edits);
	let isDone = false;
	const element = safely((found: Element) => {
		replacement?.stop();
		if (isDone) return;
		isDone = true;
		makeEdits(found, edits, replacement);
	});
	tryOn(rewriter, selector, { element, ...(replacement && safeContent(replacement)) });
	if (replacement) tryOn(rewriter, `${selector} *`, { element: safely(replacement.within.element) });
}

function makeEdits(element: Element, edits: readonly Edit[], replacement: TextReplacement | null): void {
	if (isUntouchable(element.tagName)) return;
	for (const edit of edits) {
		if (edit.expect?.tag !== undefined && edit.expect.tag.toLowerCase() !== element.tagName.toLowerCase()) continue;
		if (edit.kind === 'text' && replacement && !endIsCertain(element.tagName.toLowerCase())) replacement.start(element);
		else safely(applyEdit)(element, edit);
	}
}

/** For the last of the group's text edits, unless the type of its element says that an end tag will come. */
function textReplacementFor(edits: readonly Edit[]): TextReplacement | null {
	const edit = edits.findLast((each) => each.kind === 'text');
	return edit && !endIsCertain(tagOf(edit)) ? new TextReplacement(edit.value) : null;
}

function safeContent({ content }: TextReplacement): HTMLRewriterElementContentHandlers {
	return { text: safely(content.text), comments: safely(content.comments) };
}

function addToHead(rewriter: HTMLRewriter, html: string): void {
	let isPlaced = false;
	const place = (end: EndTag | DocumentEnd): void => {
		if (isPlaced) return;
		isPlaced = true;
		if ('before' in end) end.before(html, { html: true });
		else end.append(html, { html: true });
	};
	rewriter.on('head', { element: safely((head: Element) => head.onEndTag(safely(place))) });
	rewriter.onDocument({ end: safely(place) });
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
