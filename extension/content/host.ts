import css from './panel.css?inline';

/** Where the panel stands: an element of ours in the page, whose inside the page cannot reach. */
export interface Host {
	readonly element: HTMLElement;
	readonly root: ShadowRoot;
	/** Whether an event happened on the panel rather than on the page. */
	owns(event: Event): boolean;
}

const tag = 'edgewise-panel';

/** Events that must not leak from the panel to the page's shortcuts, menus and analytics. */
const ours = [
	'keydown',
	'keyup',
	'keypress',
	'input',
	'click',
	'mousedown',
	'mouseup',
	'pointerdown',
	'pointerup',
	'focusin',
	'paste',
];

/**
 * Puts the panel's host on the page. The shadow root is closed, so the page's scripts find no way in; adopted style
 * sheets work under any content security policy; `:host` rules that are important win over the page's `* { … }`.
 */
export function placeHost(document: Document, signal: AbortSignal): Host {
	// One left behind by an extension that was updated since.
	for (const old of document.querySelectorAll(tag)) old.remove();
	const element = document.createElement(tag);
	const root = element.attachShadow({ mode: 'closed' });
	adopt(root);
	for (const type of ours) element.addEventListener(type, (event) => event.stopPropagation(), { signal });
	document.documentElement.append(element);
	signal.addEventListener('abort', () => element.remove());
	return { element, root, owns: (event) => event.composedPath().includes(element) };
}

function adopt(root: ShadowRoot): void {
	try {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(css);
		root.adoptedStyleSheets = [sheet];
	} catch {
		// Firefox before its bug 1751346 was mended refuses sheets that a content script made.
		const style = root.ownerDocument.createElement('style');
		style.textContent = css;
		root.append(style);
	}
}
