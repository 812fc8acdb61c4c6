import { effect, useSignal } from '@preact/signals';
import { attributeComplaint, htmlComplaint } from '../../core/edit/index.ts';
import type { Edit } from '../../core/edit/types.ts';
import { Refusal } from '../../core/refusal.ts';
import { countsSiblings } from '../../core/selector/index.ts';
import type { Host } from '../content/host.ts';
import { attempt, change, type Panel } from '../content/panel.ts';
import { pickElement } from '../content/pick-element.ts';
import type { Stage } from '../content/stage.ts';
import { aim, mintEditId, type Target } from '../content/target.ts';

/*
"More": choose an element, then set an attribute, add or remove classes, or insert HTML beside it.
By hand: choose a variant, "More", click a button, choose "Attribute", name `title`, any value, "Add edit".
*/

/** Listens while the tool is chosen. */
export function init(panel: Panel, stage: Stage, host: Host, signal: AbortSignal): void {
	let picking: AbortController | undefined;
	const stop = effect(() => {
		picking?.abort();
		picking = undefined;
		if (panel.tool.value !== 'change') return;
		picking = new AbortController();
		const leave = () => {
			panel.tool.value = null;
		};
		const pick = (element: Element) =>
			attempt(panel, () => {
				panel.target.value = aim(element, stage);
				panel.tool.value = null;
			});
		const label = (element: Element) => `${element.localName} · click to choose`;
		pickElement(host, { label, pick, leave }, AbortSignal.any([signal, picking.signal]));
	});
	signal.addEventListener('abort', stop);
}

type Kind = Extract<Edit['kind'], 'attribute' | 'class' | 'insert'>;

/** The form for the chosen element; nothing while none is. */
export function ChangeElement({ panel }: { panel: Panel }) {
	const kind = useSignal<Kind>('attribute');
	const target = panel.target.value;
	const variant = panel.variant.value;
	if (!target || !variant) return null;
	const submit = (event: SubmitEvent) => {
		event.preventDefault();
		if (!(event.currentTarget instanceof HTMLFormElement)) return;
		const form = new FormData(event.currentTarget);
		attempt(panel, () => {
			const edit = safely(editOf(kind.value, target, form));
			change(panel, { kind: 'put-edit', variantId: variant.id, edit });
			panel.target.value = null;
		});
	};
	const choose = (event: Event) => {
		const chosen = kinds.find(
			([value]) => event.currentTarget instanceof HTMLSelectElement && value === event.currentTarget.value,
		);
		if (chosen) kind.value = chosen[0];
	};
	return (
		<form class="stack card" onSubmit={submit}>
			<code class="cut">{target.selector}</code>
			<Sureness target={target} />
			<label>
				Change
				<select value={kind.value} onChange={choose}>
					{kinds.map(([value, name]) => (
						<option key={value} value={value}>
							{name}
						</option>
					))}
				</select>
			</label>
			<Fields kind={kind.value} />
			<div class="row">
				<button type="submit" class="primary grow">
					Add edit
				</button>
				<button
					type="button"
					onClick={() => {
						panel.target.value = null;
					}}
				>
					Cancel
				</button>
			</div>
		</form>
	);
}

/** Said before the edit is made: an element that others are like may be lost when the page changes. */
function Sureness({ target }: { target: Target }) {
	if (target.confidence === 0) {
		return <p class="note warn">Others on this page are just like it: after a change of the page it may be lost.</p>;
	}
	if (!countsSiblings(target.selector)) return null;
	return (
		<p class="soft">Nothing names this element, so the selector counts siblings. What it says will find it again.</p>
	);
}

const kinds = [
	['attribute', 'Attribute'],
	['class', 'Classes'],
	['insert', 'Insert HTML'],
] as const satisfies readonly (readonly [Kind, string])[];

function Fields({ kind }: { kind: Kind }) {
	if (kind === 'attribute') {
		return (
			<>
				<Field name="name" label="Name" required pattern="[a-z][a-z0-9\-]*" />
				<Field name="value" label="Value (empty removes the attribute)" />
			</>
		);
	}
	if (kind === 'class') {
		return (
			<>
				<Field name="add" label="Add classes" />
				<Field name="remove" label="Remove classes" />
			</>
		);
	}
	return (
		<>
			<label>
				Where
				<select name="position">
					<option value="after">After it</option>
					<option value="before">Before it</option>
					<option value="prepend">Inside, first</option>
					<option value="append">Inside, last</option>
				</select>
			</label>
			<label>
				HTML
				<textarea name="html" rows={4} required spellcheck={false} />
			</label>
		</>
	);
}

function Field(props: { name: string; label: string; required?: boolean; pattern?: string }) {
	const { label, ...input } = props;
	return (
		<label>
			{label}
			<input {...input} autocomplete="off" spellcheck={false} />
		</label>
	);
}

/** The form's answer as an edit. Classes and insertions keep to the element whatever its text becomes. */
function editOf(kind: Kind, { selector, tag, signals }: Target, form: FormData): Edit {
	const base = { id: mintEditId(), selector, expect: { tag }, signals };
	const read = (name: string) => String(form.get(name) ?? '');
	const words = (name: string) => read(name).split(/\s+/).filter(Boolean);
	if (kind === 'attribute') return { ...base, kind, name: read('name'), value: read('value') || null };
	if (kind === 'class') return { ...base, kind, add: words('add'), remove: words('remove') };
	const position = positions.find((value) => value === read('position')) ?? 'after';
	return { ...base, kind, position, html: read('html') };
}

/** Refuses at once what saving would refuse: code in attributes and HTML. */
function safely(edit: Edit): Edit {
	let complaint: string | null = null;
	if (edit.kind === 'attribute') complaint = attributeComplaint(edit.name, edit.value);
	if (edit.kind === 'insert') complaint = htmlComplaint(edit.html);
	if (complaint === null) return edit;
	throw new Refusal('edit-invalid', complaint);
}

const positions = ['before', 'prepend', 'append', 'after'] as const;
