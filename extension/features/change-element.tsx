import { useSignal } from '@preact/signals';
import { Refusal } from '../../core/refusal.ts';
import { countsSiblings } from '../../core/selector/index.ts';
import { findElement } from '../../tracker/apply/find.ts';
import type { Host } from '../content/host.ts';
import { naming } from '../content/naming.ts';
import { attempt, change, openForm, type Panel } from '../content/panel.ts';
import type { Pick } from '../content/pick-element.ts';
import { pickWhile } from '../content/pick-while.ts';
import type { Stage } from '../content/stage.ts';
import { aim, mintEditId } from '../content/target.ts';
import { EditFields } from '../form/edit-fields.tsx';
import { complaintAbout, editOf, type OpenForm, pageTitle, withKind } from '../form/edit-form.ts';
import { type FormKind, kindsFor, ofPages, saysOf } from '../form/kinds.ts';
import { lookAtElement } from '../form/look-at.ts';

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
				if ('element' in moved && moved.element.contains(element)) {
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

function EditForm({ panel, form }: { panel: Panel; form: OpenForm }) {
	const isAsked = useSignal(false);
	const { kind, id, about, fields, isNew } = form;
	const edit = editOf(kind, id, about, fields);
	const complaint = complaintAbout(edit);
	const submit = (event: SubmitEvent) => {
		event.preventDefault();
		isAsked.value = true;
		const variant = panel.variant.peek();
		if (complaint !== null || !variant) return;
		attempt(panel, () => {
			change(panel, { kind: 'put-edit', variantId: variant.id, edit });
			openForm(panel, null);
		});
	};
	const choose = (next: FormKind) => {
		isAsked.value = false;
		panel.placing.value = false;
		panel.form.value = withKind(form, next, panel.variant.peek()?.edits ?? [], mintEditId());
	};
	return (
		<form
			class="stack card"
			aria-label="Change"
			tabIndex={-1}
			ref={showForm}
			noValidate
			onSubmit={submit}
			onKeyDown={(event) => {
				if (event.key === 'Escape') openForm(panel, null);
			}}
		>
			<div>
				<h3>Change {form.title}</h3>
				{about.selector && (
					<code class="cut soft" title={about.selector}>
						{about.selector}
					</code>
				)}
			</div>
			<Sureness form={form} />
			<Kinds form={form} choose={choose} />
			{saysOf(kind) && <p class="soft">{saysOf(kind)}</p>}
			<EditFields key={kind} panel={panel} form={form} />
			<Complaint says={isAsked.value ? complaint : null} />
			{complaint === null && panel.unshown.value && (
				<p class="note warn" role="status">
					{unshownSays[panel.unshown.value]}
				</p>
			)}
			<div class="row">
				<button type="submit" class="primary grow">
					{isNew ? 'Add edit' : 'Keep change'}
				</button>
				<button type="button" onClick={() => openForm(panel, null)}>
					Cancel
				</button>
			</div>
		</form>
	);
}

/** The form may open far from where it was asked for. */
function showForm(form: HTMLFormElement | null): void {
	form?.focus({ preventScroll: true });
	form?.scrollIntoView({ block: 'nearest' });
}

function Complaint({ says }: { says: string | null }) {
	return says === null ? null : (
		<p class="note bad" role="alert">
			{says}
		</p>
	);
}

/** Of a new edit, what it does can be chosen; one that is there stays what it is. */
function Kinds({ form, choose }: { form: OpenForm; choose(kind: FormKind): void }) {
	const kinds = form.about.selector === '' ? ofPages : kindsFor(form.tag);
	if (form.confidence === null && form.about.selector !== '') return null;
	return (
		<fieldset class="tabs kinds" aria-label="What to do">
			{kinds.map(({ kind, name }) => (
				<button type="button" key={kind} aria-pressed={kind === form.kind} onClick={() => choose(kind)}>
					{name}
				</button>
			))}
		</fieldset>
	);
}

/** Said before the edit is made: an element that others are like may be lost when the page changes. */
function Sureness({ form: { about, confidence } }: { form: OpenForm }) {
	if (confidence === null) return null;
	if (confidence === 0) {
		return <p class="note warn">Others on this page are just like it: after a change of the page it may be lost.</p>;
	}
	if (!countsSiblings(about.selector)) return null;
	return (
		<p class="soft">Nothing names this element, so the selector counts siblings. What it says will find it again.</p>
	);
}

const unshownSays = {
	missing: 'The element is not on this page, so that it cannot be shown here.',
	ambiguous: 'There are several such elements on this page: visitors would see no change.',
	unexpected: 'This page does not let it be done: visitors would see no change.',
	reverted: 'The page puts the original back.',
} as const;
