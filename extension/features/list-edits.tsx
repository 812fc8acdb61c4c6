import type { Edit } from '../../core/edit/types.ts';
import { attempt, change, openForm, type Panel } from '../content/panel.ts';
import { contentOf, nameOf } from '../form/kinds.ts';
import { formFor } from '../form/open-form.ts';
import type { Hold } from '../select/hold.ts';
import { Icon } from '../ui/icon.tsx';
import { HoldChip, HoldNote } from './hold-element.tsx';

/*
The variant's edits, in order: a text can be reworded here too, any other is changed in its form, each can be moved up or down and
removed, and those that found no element say so.
By hand: reword a text in its field: the page follows with each change; remove it: the page's own text is back. Insert two things after
one element and move the second up: they change places.
*/

export function ListEdits({ panel }: { panel: Panel }) {
	const variant = panel.variant.value;
	if (!variant) return null;
	if (!variant.edits.length) {
		return (
			<p class="note soft">
				No edits yet: this variant shows the page as it is. Choose <strong>Edit text</strong> and click a text on the
				page, or <strong>Change</strong> and click anything else.
			</p>
		);
	}
	return (
		<ul class="edits" aria-label="Edits">
			{variant.edits.map((edit, at) => (
				<EditItem
					key={edit.id}
					edit={edit}
					isFirst={at === 0}
					isLast={at === variant.edits.length - 1}
					hold={panel.holds.value[edit.id]}
					panel={panel}
					put={(next) => change(panel, { kind: 'put-edit', variantId: variant.id, edit: next })}
					move={(by) => change(panel, { kind: 'move-edit', variantId: variant.id, editId: edit.id, by })}
					remove={() => change(panel, { kind: 'remove-edit', variantId: variant.id, editId: edit.id })}
				/>
			))}
		</ul>
	);
}

interface ItemProps {
	readonly edit: Edit;
	readonly hold: Hold | undefined;
	readonly panel: Panel;
	readonly isFirst: boolean;
	readonly isLast: boolean;
	put(edit: Edit): void;
	move(by: -1 | 1): void;
	remove(): void;
}

function EditItem({ edit, hold, panel, isFirst, isLast, put, move, remove }: ItemProps) {
	const name = nameOf(edit);
	const form = edit.kind === 'remove' ? null : formFor(edit);
	return (
		<li class="card">
			<strong class="name">{name}</strong>
			<div class="row tight">
				<HoldChip hold={hold} />
				<span class="grow" />
				<button
					type="button"
					class="plain icon"
					aria-label={`Move up: ${name}`}
					title="Up"
					disabled={isFirst}
					onClick={() => move(-1)}
				>
					<Icon name="up" />
				</button>
				<button
					type="button"
					class="plain icon"
					aria-label={`Move down: ${name}`}
					title="Down"
					disabled={isLast}
					onClick={() => move(1)}
				>
					<Icon name="down" />
				</button>
				{form && (
					<button
						type="button"
						class="plain icon"
						aria-label={`Change: ${name}`}
						title="Change"
						aria-pressed={panel.form.value?.id === edit.id}
						onClick={() => attempt(panel, () => openForm(panel, form))}
					>
						<Icon name="change" />
					</button>
				)}
				<button type="button" class="plain icon" aria-label={`Remove: ${name}`} title="Remove" onClick={remove}>
					<Icon name="remove" />
				</button>
			</div>
			<code class="cut soft" title={edit.selector}>
				{edit.selector || 'the whole page'}
			</code>
			{contentOf(edit) !== null && (
				<code class="cut" title={contentOf(edit) ?? undefined}>
					{contentOf(edit)}
				</code>
			)}
			{edit.kind === 'text' && (
				<>
					{edit.expect?.text && <p class="was">{edit.expect.text}</p>}
					<textarea
						aria-label={`Text of ${edit.selector}`}
						rows={2}
						value={edit.value}
						onChange={(event) => {
							const value = event.currentTarget.value.replace(/\s+/g, ' ').trim();
							if (value) put({ ...edit, value });
							else event.currentTarget.value = edit.value;
						}}
					/>
				</>
			)}
			<HoldNote panel={panel} edit={edit} hold={hold} />
		</li>
	);
}
