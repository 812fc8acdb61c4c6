import type { Host } from './host.ts';
import { drawOutline } from './outline.ts';
import { stepFrom } from './step-from.ts';

/** Everything by which a page could notice a click: none of it reaches the page while an element is being picked. */
const clicks = [
	'pointerdown',
	'pointerup',
	'mousedown',
	'mouseup',
	'click',
	'dblclick',
	'auxclick',
	'contextmenu',
	'touchstart',
	'touchend',
	'dragstart',
	'submit',
];

export interface Pick {
	/** What the outline says of an element. */
	label(element: Element): string;
	pick(element: Element): void;
	leave(): void;
	/** The element that is being edited in place: there, clicks place the caret. */
	editing?(): Element | null;
}

/**
 * Lets a person pick elements of the page: by pointer, or by keyboard (arrows walk the page's tree, Enter picks).
 * Escape leaves. The page does not see any of it. Ends when the signal aborts.
 */
export function pickElement(host: Host, { label, pick, leave, editing }: Pick, signal: AbortSignal): void {
	const outline = drawOutline(host.root, signal);
	let current: Element | null = null;
	const point = (element: Element | null) => {
		current = element;
		if (element && element !== editing?.()) outline.around(element, label(element));
		else outline.hide();
	};
	const swallow = (event: Event) => {
		if (host.owns(event)) return;
		event.stopImmediatePropagation();
		const inside = editing?.()?.contains(targetOf(event)) ?? false;
		// Inside the edited text the caret may be placed, but a link is still not followed nor a button pressed.
		if (!inside || event.type === 'click' || event.type === 'submit' || event.type === 'auxclick')
			event.preventDefault();
		const element = targetOf(event);
		if (event.type === 'click' && !inside && element) pick(element);
	};
	const quiet = (event: Event) => {
		if (!host.owns(event)) event.stopImmediatePropagation();
	};
	const onKey = (event: KeyboardEvent) => {
		if (editing?.() || isTyping(host.root)) return;
		const next = stepFrom(current, event.key, host.element.ownerDocument);
		if (event.key === 'Escape') leave();
		else if (event.key === 'Enter' && current) pick(current);
		else if (next) point(next);
		else return quiet(event);
		event.preventDefault();
		event.stopImmediatePropagation();
		current?.scrollIntoView({ block: 'nearest' });
	};
	// A key goes up after what it did: the Enter that ended a text is not the page's either.
	for (const type of ['keyup', 'keypress']) addEventListener(type, quiet, { signal, capture: true });
	for (const type of clicks) addEventListener(type, swallow, { signal, capture: true, passive: false });
	const onMove = (event: Event) => point(host.owns(event) ? null : targetOf(event));
	addEventListener('pointermove', onMove, { signal, capture: true, passive: true });
	addEventListener('keydown', onKey, { signal, capture: true });
}

function targetOf(event: Event): Element | null {
	return event.target instanceof Element ? event.target : null;
}

/** Whether the panel's own field has the keyboard. */
function isTyping(root: ShadowRoot): boolean {
	return root.activeElement?.matches('input, textarea, select') ?? false;
}
