import type { Edit, EditKind } from '../../core/edit/types.ts';
import { Area, Field, Select, Text } from '../ui/field.tsx';
import { editOfKind } from './new-parts.ts';

const kinds = [
	['text', 'Change text'],
	['attribute', 'Change attribute'],
	['class', 'Change classes'],
	['hide', 'Hide'],
	['insert', 'Insert HTML'],
] as const satisfies readonly (readonly [EditKind, string])[];

const positions = [
	['before', 'Before the element'],
	['prepend', 'At its start'],
	['append', 'At its end'],
	['after', 'After the element'],
] as const;

interface Props {
	readonly edit: Edit;
	readonly onChange: (edit: Edit) => void;
}

/** One change to the page: which element, and what happens to it. */
export function EditForm({ edit, onChange }: Props) {
	return (
		<div class="stack">
			<div class="edit-grid">
				<Field label="What happens">
					<Select value={edit.kind} options={kinds} onChange={(kind) => onChange(editOfKind(kind, edit))} />
				</Field>
				<Field label="Element (CSS selector)" problem={edit.selector.trim() === '' ? 'Which element?' : undefined}>
					<Text mono value={edit.selector} onChange={(selector) => onChange({ ...edit, selector })} />
				</Field>
			</div>
			<Value edit={edit} onChange={onChange} />
			{edit.expect?.text !== undefined && (
				<p class="faint small">
					Made on an element that said “{edit.expect.text}”. If the page no longer says so, nothing changes.
				</p>
			)}
		</div>
	);
}

function Value({ edit, onChange }: Props) {
	switch (edit.kind) {
		case 'text':
			return (
				<Field label="New text">
					<Area rows={2} value={edit.value} onChange={(value) => onChange({ ...edit, value })} />
				</Field>
			);
		case 'attribute':
			return (
				<div class="edit-grid">
					<Field label="Attribute">
						<Text mono value={edit.name} onChange={(name) => onChange({ ...edit, name })} placeholder="href" />
					</Field>
					<Field label="New value" hint={edit.value === null ? 'The attribute is removed.' : undefined}>
						<Text value={edit.value ?? ''} onChange={(value) => onChange({ ...edit, value })} />
					</Field>
				</div>
			);
		case 'class':
			return (
				<div class="edit-grid">
					<Field label="Add classes" hint="Separated by spaces.">
						<Text mono value={edit.add.join(' ')} onChange={(text) => onChange({ ...edit, add: words(text) })} />
					</Field>
					<Field label="Remove classes">
						<Text mono value={edit.remove.join(' ')} onChange={(text) => onChange({ ...edit, remove: words(text) })} />
					</Field>
				</div>
			);
		case 'insert':
			return (
				<>
					<Field label="Where">
						<Select
							value={edit.position}
							options={positions}
							onChange={(position) => onChange({ ...edit, position })}
						/>
					</Field>
					<Field label="HTML">
						<Area code rows={5} value={edit.html} onChange={(html) => onChange({ ...edit, html })} />
					</Field>
				</>
			);
		case 'hide':
			return null;
	}
}

/** A trailing space stays an empty word while typing, so that the next name can begin. */
function words(text: string): string[] {
	const parts = text.split(/\s+/);
	return parts.length === 1 && parts[0] === '' ? [] : parts;
}
