import { useSignal } from '@preact/signals';
import { countsSiblings } from '../../core/selector/index.ts';
import { attempt, change, openForm, type Panel } from '../content/panel.ts';
import { mintEditId } from '../content/target.ts';
import { EditFields } from './edit-fields.tsx';
import { complaintAbout, editOf } from './fields.ts';
import { type FormKind, kindsFor, ofPages, saysOf } from './kinds.ts';
import { type OpenForm, withKind } from './open-form.ts';

/** The form of an edit: what to do, how, and what would be wrong with it. The page shows it meanwhile. */
export function EditForm({ panel, form }: { panel: Panel; form: OpenForm }) {
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
