import { useSignal } from '@preact/signals';
import { attempt, change, type Panel } from '../content/panel.ts';
import { mintEditId } from '../content/target.ts';
import { Icon } from '../ui/icon.tsx';
import { previewVariant } from './preview-variant.ts';

/*
The variants of the experience that is being edited: switching shows the other one with no reload; "+" adds one.
By hand: add a variant for a segment, change a text in it, switch back and forth.
*/

export function SwitchVariant({ panel }: { panel: Panel }) {
	const adding = useSignal(false);
	const draft = panel.draft.value;
	const current = panel.variant.value;
	const toggle = () => {
		adding.value = !adding.value;
	};
	if (!draft) return null;
	return (
		<>
			<div class="row">
				<h3 class="grow">Variants</h3>
				<button
					type="button"
					class="plain icon"
					aria-label="Add a variant"
					aria-expanded={adding.value}
					title="Add a variant"
					onClick={toggle}
				>
					<Icon name="plus" />
				</button>
			</div>
			<fieldset class="tabs" aria-label="Variants">
				{draft.history.present.variants.map(({ id, name }) => (
					<button
						type="button"
						key={id}
						aria-pressed={id === current?.id}
						onClick={() => previewVariant(panel, draft.base.id, id)}
					>
						{name}
					</button>
				))}
			</fieldset>
			{adding.value && <AddVariant panel={panel} done={toggle} />}
		</>
	);
}

function AddVariant({ panel, done }: { panel: Panel; done(): void }) {
	const submit = (event: SubmitEvent) => {
		event.preventDefault();
		const draft = panel.draft.value;
		if (!draft || !(event.currentTarget instanceof HTMLFormElement)) return;
		const form = new FormData(event.currentTarget);
		const segment = String(form.get('segment') ?? '');
		const id = mintEditId().replace('edit', 'variant');
		const variant = {
			id,
			name: String(form.get('name')),
			weight: 1,
			audience: segment ? { $segment: segment } : null,
			edits: [],
		};
		attempt(panel, () => change(panel, { kind: 'add-variant', variant }));
		done();
		previewVariant(panel, draft.base.id, id);
	};
	return (
		<form class="stack card" onSubmit={submit}>
			<label>
				Name
				<input name="name" required maxLength={200} autocomplete="off" />
			</label>
			<SegmentField panel={panel} />
			<button type="submit" class="primary">
				Add variant
			</button>
		</form>
	);
}

/** Whom something is for: a segment, or everyone. */
export function SegmentField({ panel }: { panel: Panel }) {
	return (
		<label>
			For
			<select name="segment">
				<option value="">Everyone</option>
				{panel.start.segments.map(({ id, name }) => (
					<option key={id} value={id}>
						{name}
					</option>
				))}
			</select>
		</label>
	);
}
