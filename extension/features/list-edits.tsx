import type { Edit } from '../../core/edit/types.ts';
import { change, type Panel } from '../content/panel.ts';
import type { Hold } from '../select/hold.ts';
import { Icon } from '../ui/icon.tsx';
import { HoldChip, HoldNote } from './hold-element.tsx';

/*
The variant's edits, in order: a text can be reworded here too, any can be removed, and those that found no element say so.
By hand: reword a text in its field: the page follows with each change; remove it: the page's own text is back.
*/

export function ListEdits({ panel }: { panel: Panel }) {
	const variant = panel.variant.value;
	if (!variant) return null;
	if (!variant.edits.length) {
		return (
			<p class="note soft">
				No edits yet: this variant shows the page as it is. Choose <strong>Edit text</strong> and click a text on the
				page.
			</p>
		);
	}
	return (
		<ul class="edits" aria-label="Edits">
			{variant.edits.map((edit) => (
				<EditItem
					key={edit.id}
					edit={edit}
					hold={panel.holds.value[edit.id]}
					panel={panel}
					put={(next) => change(panel, { kind: 'put-edit', variantId: variant.id, edit: next })}
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
	put(edit: Edit): void;
	remove(): void;
}

function EditItem({ edit, hold, panel, put, remove }: ItemProps) {
	return (
		<li class="card">
			<div class="row">
				<strong class="grow">{nameOf(edit)}</strong>
				<HoldChip hold={hold} />
				<button type="button" class="plain icon" aria-label={`Remove: ${nameOf(edit)}`} title="Remove" onClick={remove}>
					<Icon name="remove" />
				</button>
			</div>
			<code class="cut soft" title={edit.selector}>
				{edit.selector || 'the whole page'}
			</code>
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

function nameOf(edit: Edit): string {
	switch (edit.kind) {
		case 'text':
			return 'Text';
		case 'hide':
			return 'Hidden';
		case 'html':
			return 'Content replaced';
		case 'style':
			return `Style ${Object.keys(edit.properties).join(', ')}`;
		case 'remove':
			return 'Removed';
		case 'replace':
			return 'Replaced';
		case 'move':
			return `Moved (${edit.position} ${edit.to})`;
		case 'image':
			return 'Image';
		case 'link':
			return `Leads to ${edit.href}`;
		case 'css':
			return 'Style sheet';
		case 'redirect':
			return `Visitors are led to ${edit.url}`;
		case 'attribute':
			return edit.value === null ? `Attribute ${edit.name} removed` : `Attribute ${edit.name} = ${edit.value}`;
		case 'class':
			return `Classes ${[...edit.add.map((name) => `+${name}`), ...edit.remove.map((name) => `−${name}`)].join(' ')}`;
		case 'insert':
			return `HTML inserted (${edit.position})`;
	}
}
