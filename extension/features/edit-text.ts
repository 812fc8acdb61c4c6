import type { Host } from '../content/host.ts';
import { attempt, change, type Panel } from '../content/panel.ts';
import type { Pick } from '../content/pick-element.ts';
import { pickWhile } from '../content/pick-while.ts';
import type { Stage } from '../content/stage.ts';
import { aim, expectedOf, findEdit, mintEditId, type Target } from '../content/target.ts';
import { holdsOnlyText, typeInPlace } from '../content/type-in-place.ts';

/*
"Edit text": click a text and write over it.
By hand: choose a variant, "Edit text", click the headline (a link too: it is not followed), type, Enter. Escape takes it back.
*/

/** Listens while the tool is chosen. */
export function init(panel: Panel, stage: Stage, host: Host, signal: AbortSignal): void {
	pickWhile(host, (until) => (panel.tool.value === 'text' ? pickText(panel, stage, until) : null), signal);
}

function pickText(panel: Panel, stage: Stage, until: AbortSignal): Pick {
	let editing: Element | null = null;
	const done = () => {
		editing = null;
	};
	const pick = (element: Element) =>
		attempt(panel, () => {
			if (!holdsOnlyText(element)) return explain(panel, element);
			const target = aim(element, stage);
			editing = element;
			const commit = (text: string) => {
				done();
				attempt(panel, () => keepText(panel, target, text));
			};
			typeInPlace(element, { commit, cancel: done }, until);
		});
	return { label, pick, leave: () => leave(panel), editing: () => editing };
}

function label(element: Element): string {
	return holdsOnlyText(element) ? `${element.localName} · click to edit` : `${element.localName} · no text of its own`;
}

function leave(panel: Panel): void {
	panel.tool.value = null;
}

function explain(panel: Panel, element: Element): void {
	const holdsMore = (element.textContent ?? '').trim() !== '';
	panel.notice.value = {
		tone: 'warn',
		message: holdsMore ? 'This holds other elements.' : 'This holds no text.',
		hint: holdsMore ? 'Click the words inside it.' : 'Click a text.',
	};
}

/** Makes, rewords or, when the text is the page's own again, takes away the edit. */
function keepText(panel: Panel, target: Target, text: string): void {
	const variant = panel.variant.value;
	if (!variant) return;
	const known = findEdit(variant.edits, 'text', target.selector);
	if (text === '') {
		panel.notice.value = { tone: 'warn', message: 'A text cannot be empty.', hint: 'Hide the element instead.' };
		return;
	}
	if (text === target.text) {
		if (known) change(panel, { kind: 'remove-edit', variantId: variant.id, editId: known.id });
		return;
	}
	const { selector, signals } = target;
	const edit = known ?? { id: mintEditId(), kind: 'text', selector, expect: expectedOf(target), signals };
	change(panel, { kind: 'put-edit', variantId: variant.id, edit: { ...edit, value: text } });
}
