import type { Edit, EditKind, EditOf, ElementEdit } from '../../core/edit/types.ts';
import { Area, Field, Select, Text } from '../ui/field.tsx';
import { useTyped } from '../ui/use-typed.ts';
import { editOfKind } from './new-parts.ts';
import { readStyleText, styleText } from './style-text.ts';

const kinds = [
	['text', 'Change text'],
	['image', 'Change image'],
	['link', 'Change link'],
	['hide', 'Hide'],
	['remove', 'Remove'],
	['move', 'Move'],
	['insert', 'Insert HTML'],
	['html', 'Change content'],
	['replace', 'Replace'],
	['style', 'Change style'],
	['class', 'Change classes'],
	['attribute', 'Change attribute'],
	['css', 'Add a style sheet'],
	['redirect', 'Lead to another page'],
] as const satisfies readonly (readonly [EditKind, string])[];

const positions = [
	['before', 'Before the element'],
	['prepend', 'At its start'],
	['append', 'At its end'],
	['after', 'After the element'],
] as const;

const tabs = [
	['as before', 'Where it did'],
	['same tab', 'In the same tab'],
	['new tab', 'In a new tab'],
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
				{edit.kind !== 'css' && edit.kind !== 'redirect' && (
					<Field label="Element (CSS selector)" problem={edit.selector.trim() === '' ? 'Which element?' : undefined}>
						<Text mono value={edit.selector} onChange={(selector) => onChange(aimedAt(edit, selector))} />
					</Field>
				)}
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

function Style({ edit, onChange }: { edit: Extract<Edit, { kind: 'style' }>; onChange: Props['onChange'] }) {
	const { text, type } = useTyped(edit.properties, styleText, readStyleText);
	return (
		<Field label="Style" hint="A property a line: color: red. Without a value it is taken away.">
			<Area
				code
				rows={4}
				value={text}
				onChange={(next) => {
					type(next);
					onChange({ ...edit, properties: readStyleText(next) });
				}}
			/>
		</Field>
	);
}

/** With another selector it may be for another element: what was kept of the one that was clicked does not count any more. */
function aimedAt({ signals: _, ...edit }: ElementEdit, selector: string): Edit {
	return { ...edit, selector };
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
		case 'style':
			return <Style edit={edit} onChange={onChange} />;
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
					<Html html={edit.html} onChange={(html) => onChange({ ...edit, html })} />
				</>
			);
		case 'html':
		case 'replace':
			return <Html html={edit.html} onChange={(html) => onChange({ ...edit, html })} />;
		case 'move':
			return (
				<div class="edit-grid">
					<Field label="Where">
						<Select
							value={edit.position}
							options={positions}
							onChange={(position) => onChange({ ...edit, position })}
						/>
					</Field>
					<Field label="Of which element (CSS selector)" problem={edit.to.trim() === '' ? 'Which element?' : undefined}>
						<Text mono value={edit.to} onChange={(to) => onChange({ ...edit, to })} />
					</Field>
				</div>
			);
		case 'image':
			return (
				<div class="edit-grid">
					<Field label="New image (URL)">
						<Text mono value={edit.src} onChange={(src) => onChange({ ...edit, src })} placeholder="/images/gold.png" />
					</Field>
					<Field label="Description" hint={edit.alt === undefined ? 'The one it has stays.' : undefined}>
						<Text value={edit.alt ?? ''} onChange={(alt) => onChange({ ...edit, alt })} />
					</Field>
				</div>
			);
		case 'link':
			return (
				<div class="edit-grid">
					<Field label="Leads to (URL)">
						<Text mono value={edit.href} onChange={(href) => onChange({ ...edit, href })} placeholder="/gold" />
					</Field>
					<Field label="Opens">
						<Select
							value={edit.newTab === undefined ? 'as before' : edit.newTab ? 'new tab' : 'same tab'}
							options={tabs}
							onChange={(tab) => onChange(withTab(edit, tab))}
						/>
					</Field>
				</div>
			);
		case 'css':
			return (
				<Field label="CSS">
					<Area code rows={6} value={edit.css} onChange={(css) => onChange({ ...edit, css })} />
				</Field>
			);
		case 'redirect':
			return (
				<Field label="Page (URL)" hint="The query of the address stays. Whoever is there already stays too.">
					<Text mono value={edit.url} onChange={(url) => onChange({ ...edit, url })} placeholder="/landing-b" />
				</Field>
			);
		case 'hide':
		case 'remove':
			return null;
	}
}

function Html({ html, onChange }: { readonly html: string; readonly onChange: (html: string) => void }) {
	return (
		<Field label="HTML">
			<Area code rows={5} value={html} onChange={onChange} />
		</Field>
	);
}

function withTab({ newTab: _, ...edit }: EditOf<'link'>, tab: (typeof tabs)[number][0]): Edit {
	return tab === 'as before' ? edit : { ...edit, newTab: tab === 'new tab' };
}

/** A trailing space stays an empty word while typing, so that the next name can begin. */
function words(text: string): string[] {
	const parts = text.split(/\s+/);
	return parts.length === 1 && parts[0] === '' ? [] : parts;
}
