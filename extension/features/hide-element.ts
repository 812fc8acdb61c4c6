import type { Host } from '../content/host.ts';
import { attempt, change, type Panel } from '../content/panel.ts';
import { pickWhile } from '../content/pick-while.ts';
import type { Stage } from '../content/stage.ts';
import { aim, mintEditId } from '../content/target.ts';

/*
"Hide": click an element and it is gone; undo, or remove the edit from the list, brings it back.
By hand: choose a variant, "Hide", click the banner; Escape leaves.
*/

/** Listens while the tool is chosen. */
export function init(panel: Panel, stage: Stage, host: Host, signal: AbortSignal): void {
	const leave = () => {
		panel.tool.value = null;
	};
	const pick = (element: Element) => attempt(panel, () => hide(panel, element, stage));
	const label = (element: Element) => `${element.localName} · click to hide`;
	pickWhile(host, () => (panel.tool.value === 'hide' ? { label, pick, leave } : null), signal);
}

function hide(panel: Panel, element: Element, stage: Stage): void {
	const variant = panel.variant.value;
	if (!variant) return;
	const { selector, tag, signals } = aim(element, stage);
	// What is inside may change without making it another element, so its text is not expected to stay.
	const edit = { id: mintEditId(), kind: 'hide', selector, expect: { tag }, signals } as const;
	change(panel, { kind: 'put-edit', variantId: variant.id, edit });
}
