import type { Panel } from '../content/panel.ts';
import { ColourField } from './colour-field.tsx';
import { HtmlNote } from './html-note.tsx';
import type { OpenForm } from './open-form.ts';
import { colourProperties, styleFields } from './read-style.ts';

interface Props {
	readonly panel: Panel;
	readonly form: OpenForm;
}

/** The fields of an edit of one kind. */
export function EditFields({ panel, form }: Props) {
	const set = (name: string) => (value: string) => {
		const now = panel.form.peek();
		if (now) panel.form.value = { ...now, fields: { ...now.fields, [name]: value } };
	};
	/** What a field with this name has, and where it goes. */
	const at = (name: string) => ({ value: form.fields[name] ?? '', set: set(name), now: form.now[name] ?? '' });
	switch (form.kind) {
		case 'link':
			return (
				<>
					<Field {...at('href')} label="Leads to" placeholder="/sale" />
					<Choice {...at('newTab')} label="Opens" options={opens} />
				</>
			);
		case 'image':
			return (
				<>
					<Field {...at('src')} label="Address of the picture" placeholder="/pictures/hill.jpg" />
					<Field {...at('alt')} label="Description (empty: as it is)" placeholder={form.now.alt ?? ''} />
				</>
			);
		case 'style':
			return <StyleFields at={at} />;
		case 'html':
			return <Html panel={panel} {...at('content')} label="HTML inside it" />;
		case 'replace':
			return <Html panel={panel} {...at('replacement')} label="HTML in its place" />;
		case 'insert':
			return (
				<>
					<Choice {...at('position')} label="Where" options={places} fallback="after" />
					<Html panel={panel} {...at('html')} label="HTML" />
				</>
			);
		case 'move':
			return <MoveFields panel={panel} at={at} />;
		case 'class':
			return (
				<>
					{form.now.classes && <p class="soft">It has: {form.now.classes}</p>}
					<Field {...at('add')} label="Add classes" />
					<Field {...at('remove')} label="Remove classes" />
				</>
			);
		case 'attribute':
			return (
				<>
					<Field {...at('name')} label="Name" placeholder="title" />
					<Field {...at('value')} label="Value (empty removes the attribute)" />
				</>
			);
		case 'css':
			return <Area {...at('css')} label="CSS" rows={8} placeholder=".banner { display: none }" />;
		case 'redirect':
			return <Field {...at('url')} label="Leads to" placeholder="/for-members" />;
		default:
			return null;
	}
}

const opens = [
	['', 'Where it does now'],
	['yes', 'In a new tab'],
	['no', 'In the same tab'],
] as const;

const places = [
	['before', 'Before it'],
	['after', 'After it'],
	['prepend', 'Inside, first'],
	['append', 'Inside, last'],
] as const;

type At = (name: string) => FieldProps;

interface FieldProps {
	readonly value: string;
	/** How the element is without the edit. */
	readonly now: string;
	set(value: string): void;
}

function StyleFields({ at }: { at: At }) {
	return (
		<>
			<div class="pairs">
				{styleFields.map(([name, label]) =>
					colourProperties.has(name) ? (
						<ColourField key={name} {...at(name)} label={label} />
					) : (
						<Field key={name} {...at(name)} label={label} placeholder={at(name).now} />
					),
				)}
			</div>
			<Area {...at('lines')} label="More, a property a line" rows={2} placeholder="letter-spacing: 0.05em" />
		</>
	);
}

function MoveFields({ panel, at }: { panel: Panel; at: At }) {
	const { value: to } = at('to');
	const isPlacing = panel.placing.value;
	return (
		<>
			<Choice {...at('position')} label="Where" options={places} fallback="after" />
			<div class="stack tight">
				<span class="soft">Of which element</span>
				{to && <code class="cut">{to}</code>}
				<button
					type="button"
					aria-pressed={isPlacing}
					onClick={() => {
						panel.placing.value = !isPlacing;
					}}
				>
					{isPlacing ? 'Click the element…' : to ? 'Choose another place' : 'Choose the place on the page'}
				</button>
			</div>
		</>
	);
}

function Html({ panel, ...field }: FieldProps & { panel: Panel; label: string }) {
	return (
		<>
			<Area {...field} rows={6} placeholder="<p>…</p>" />
			<HtmlNote role={panel.start.role} />
		</>
	);
}

function Field({ label, value, set, placeholder }: FieldProps & { label: string; placeholder?: string }) {
	return (
		<label>
			{label}
			<input {...{ value, placeholder }} {...plain} onInput={(event) => set(event.currentTarget.value)} />
		</label>
	);
}

function Area({
	label,
	value,
	set,
	rows,
	placeholder,
}: FieldProps & { label: string; rows: number; placeholder?: string }) {
	return (
		<label>
			{label}
			<textarea
				class="code"
				{...{ value, rows, placeholder }}
				{...plain}
				onInput={(event) => set(event.currentTarget.value)}
			/>
		</label>
	);
}

interface ChoiceProps extends FieldProps {
	readonly label: string;
	readonly options: readonly (readonly [value: string, name: string])[];
	/** What counts while nothing is chosen. */
	readonly fallback?: string;
}

function Choice({ label, value, set, options, fallback = '' }: ChoiceProps) {
	return (
		<label>
			{label}
			<select value={value || fallback} onChange={(event) => set(event.currentTarget.value)}>
				{options.map(([option, name]) => (
					<option key={option} value={option}>
						{name}
					</option>
				))}
			</select>
		</label>
	);
}

const plain = { autocomplete: 'off', spellcheck: false } as const;
