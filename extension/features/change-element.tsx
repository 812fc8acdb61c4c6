import { Refusal } from '../../core/refusal.ts';
import { findElement } from '../../tracker/apply/find.ts';
import type { Host } from '../content/host.ts';
import { naming } from '../content/naming.ts';
import { attempt, openForm, type Panel } from '../content/panel.ts';
import type { Pick } from '../content/pick-element.ts';
import { pickWhile } from '../content/pick-while.ts';
import type { Stage } from '../content/stage.ts';
import { aim, mintEditId } from '../content/target.ts';
import { EditForm } from '../form/edit-form.tsx';
import { kindsFor } from '../form/kinds.ts';
import { lookAtElement } from '../form/look-at.ts';
import { type OpenForm, pageTitle, withKind } from '../form/open-form.ts';

/*
"Change": choose an element, then what to do with it: where it leads, its picture, style, HTML, place, classes, attributes; or take it
away. "Page": a style sheet for all of the page, or another page in its place. The page shows what is being filled in.
Escape closes the form.
By hand: choose a variant, "Change", click a button, "Style", a background, "Add edit"; "Change" in the list opens the form again.
*/

/** Listens while the tool is chosen, and while a place is chosen to which an element goes. */
export function init(panel: Panel, stage: Stage, host: Host, signal: AbortSignal): void {
	pickWhile(host, () => (panel.tool.value === 'change' ? pickOne(panel, stage) : null), signal);
	pickWhile(host, () => (panel.placing.value ? pickPlace(panel, stage) : null), signal);
}

function pickOne(panel: Panel, stage: Stage): Pick {
	return {
		label: (element) => `${element.localName} · click to choose`,
		leave: () => openForm(panel, null),
		pick: (element) => attempt(panel, () => openForm(panel, formAbout(panel, stage, element))),
	};
}

function formAbout(panel: Panel, stage: Stage, element: Element): OpenForm {
	const { selector, tag, signals, confidence } = aim(element, stage);
	const looks = stage.onOriginal(() => lookAtElement(element));
	const [first = { kind: 'style' as const }] = kindsFor(tag);
	// Its text is not expected to stay: what is inside may change without making it another element.
	const about = { selector, expect: { tag }, signals };
	const form = { id: '', isNew: true, kind: first.kind, about, tag, title: naming(element), confidence, ...looks };
	return withKind(form, first.kind, panel.variant.peek()?.edits ?? [], mintEditId());
}

function pickPlace(panel: Panel, stage: Stage): Pick {
	const leave = () => {
		panel.placing.value = false;
	};
	return {
		label: (element) => `${element.localName} · click to move it here`,
		leave,
		pick: (element) =>
			attempt(panel, () => {
				const form = panel.form.peek();
				if (!form) return leave();
				const { selector } = aim(element, stage);
				const moved = stage.onOriginal(() => findElement(document, form.about));
				if (typeof moved !== 'string' && moved.contains(element)) {
					throw new Refusal('inside', 'An element cannot go into itself.', { hint: 'Choose one outside of it.' });
				}
				panel.form.value = { ...form, fields: { ...form.fields, to: selector } };
				leave();
			}),
	};
}

/** A form for the page as a whole, with the style sheet or the redirect that the variant has already. */
export function openPageForm(panel: Panel): void {
	const edits = panel.variant.peek()?.edits ?? [];
	const kind = edits.some((edit) => edit.kind === 'redirect') ? 'redirect' : 'css';
	const form = {
		id: '',
		isNew: true,
		kind,
		about: { selector: '' },
		tag: '',
		title: pageTitle,
		fields: {},
		now: {},
		confidence: null,
	} as const;
	openForm(panel, withKind(form, kind, edits, mintEditId()));
}

/** The form that is open; nothing while none is. */
export function ChangeElement({ panel }: { panel: Panel }) {
	const form = panel.form.value;
	return form && panel.variant.value ? <EditForm key={form.about} panel={panel} form={form} /> : null;
}
