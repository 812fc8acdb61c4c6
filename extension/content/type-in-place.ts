/** Whether an element holds text and nothing else: only then does replacing its text lose nothing. */
export function holdsOnlyText(element: Element): element is HTMLElement {
	if (!(element instanceof HTMLElement) || element.matches('script, style, title, textarea, select, option'))
		return false;
	const nodes = [...element.childNodes];
	return nodes.every((node) => node.nodeType !== 1) && (element.textContent ?? '').trim() !== '';
}

export interface Typing {
	/** What was typed, white space collapsed; called once, after the element is as it was before. */
	commit(text: string): void;
	/** Called once instead, when Escape takes it back. */
	cancel(): void;
}

/**
 * Makes an element's text editable where it stands. Enter or leaving it commits, Escape cancels; either way, and when
 * the signal aborts, the element is put back node by node, so that frameworks that hold on to its nodes see no change.
 */
export function typeInPlace(element: HTMLElement, { commit, cancel }: Typing, signal: AbortSignal): void {
	const stop = new AbortController();
	const until = AbortSignal.any([signal, stop.signal]);
	const restore = remember(element);
	const end = (then: () => void) => {
		if (until.aborted) return;
		stop.abort();
		then();
	};
	const onKey = (event: KeyboardEvent) => {
		event.stopImmediatePropagation();
		if (event.key !== 'Enter' && event.key !== 'Escape') return;
		if (event.isComposing) return;
		event.preventDefault();
		end(event.key === 'Escape' ? cancel : committing);
	};
	let typed = '';
	const committing = () => commit(typed);
	const quiet = (event: Event) => {
		if (event.target === element) event.stopImmediatePropagation();
	};
	until.addEventListener('abort', () => {
		typed = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
		restore();
	});
	element.contentEditable = 'plaintext-only';
	element.focus();
	getSelection()?.selectAllChildren(element);
	for (const type of ['keyup', 'keypress', 'beforeinput', 'input', 'paste']) {
		addEventListener(type, quiet, { signal: until, capture: true });
	}
	addEventListener('keydown', onKey, { signal: until, capture: true });
	element.addEventListener('blur', () => end(committing), { signal: until });
}

/** How to put an element back: its nodes, their texts and its own attribute. */
function remember(element: HTMLElement): () => void {
	const nodes = [...element.childNodes].map((node) => ({ node, value: node.nodeValue }));
	const editable = element.getAttribute('contenteditable');
	return () => {
		for (const { node, value } of nodes) node.nodeValue = value;
		element.replaceChildren(...nodes.map(({ node }) => node));
		if (editable === null) element.removeAttribute('contenteditable');
		else element.setAttribute('contenteditable', editable);
	};
}
