import { type ComponentChildren, cloneElement, type VNode } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
	readonly label: string;
	readonly hint?: ComponentChildren;
	/** What is wrong with the value, in words. */
	readonly problem?: string | undefined;
	/** One control: it gets the id, and the hint and the problem as its description. */
	readonly children: VNode<Record<string, unknown>>;
}

/** A labelled control with its hint and its problem. */
export function Field({ label, hint, problem, children }: FieldProps) {
	const id = useId();
	const control = cloneElement(children, {
		id,
		'aria-describedby': hint || problem ? `${id}-about` : undefined,
		'aria-invalid': problem ? 'true' : undefined,
	});
	return (
		<div class="field">
			<label for={id}>{label}</label>
			{control}
			{(hint || problem) && (
				<div id={`${id}-about`}>
					{problem && (
						<div class="problem" role="alert">
							{problem}
						</div>
					)}
					{hint && <div class="hint">{hint}</div>}
				</div>
			)}
		</div>
	);
}

/** One constant each: Preact's types tie an input's allowed attributes to its literal type. */
const inputType = {
	text: { type: 'text' },
	email: { type: 'email' },
	password: { type: 'password' },
	search: { type: 'search' },
	number: { type: 'number' },
	url: { type: 'url' },
	'datetime-local': { type: 'datetime-local' },
} as const;

interface TextProps {
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly placeholder?: string;
	readonly type?: keyof typeof inputType;
	readonly required?: boolean;
	readonly autocomplete?: string;
	readonly label?: string;
	readonly mono?: boolean;
	/** Offered while typing; anything else may be typed too. */
	readonly suggestions?: readonly string[];
}

/** A one-line input. What Field adds (id, description) is passed on. */
export function Text({ value, onChange, label, mono, suggestions = [], type = 'text', ...rest }: TextProps) {
	const listId = useId();
	return (
		<>
			<input
				class={mono ? 'input mono' : 'input'}
				value={value}
				onInput={(event) => onChange(event.currentTarget.value)}
				{...(label !== undefined && { 'aria-label': label })}
				{...(suggestions.length > 0 && { list: listId })}
				{...rest}
				{...inputType[type]}
			/>
			{suggestions.length > 0 && (
				<datalist id={listId}>
					{suggestions.map((one) => (
						<option key={one} value={one} />
					))}
				</datalist>
			)}
		</>
	);
}

/** Several lines of text; `code` for sources. */
export function Area({
	value,
	onChange,
	code,
	rows,
	label,
	...rest
}: {
	value: string;
	onChange: (value: string) => void;
	code?: boolean;
	rows?: number;
	placeholder?: string;
	label?: string;
}) {
	return (
		<textarea
			class={code ? 'input code' : 'input'}
			rows={rows ?? 3}
			spellcheck={!code}
			value={value}
			onInput={(event) => onChange(event.currentTarget.value)}
			{...(label !== undefined && { 'aria-label': label })}
			{...rest}
		/>
	);
}

/** A native select: `options` are value and text. */
export function Select<V extends string>({
	value,
	onChange,
	options,
	label,
	...rest
}: {
	value: V;
	onChange: (value: V) => void;
	options: readonly (readonly [V, string])[];
	label?: string;
}) {
	return (
		<select
			class="input"
			value={value}
			onChange={(event) => {
				const picked = options.find(([option]) => option === event.currentTarget.value);
				if (picked) onChange(picked[0]);
			}}
			{...(label !== undefined && { 'aria-label': label })}
			{...rest}
		>
			{options.map(([option, text]) => (
				<option key={option} value={option}>
					{text}
				</option>
			))}
		</select>
	);
}

/** One of a few, all visible. */
export function Segmented<V extends string>({
	value,
	onChange,
	options,
	label,
}: {
	value: V;
	onChange: (value: V) => void;
	options: readonly (readonly [V, string])[];
	label: string;
}) {
	return (
		<fieldset class="segmented" aria-label={label}>
			{options.map(([option, text]) => (
				<button key={option} type="button" aria-pressed={option === value} onClick={() => onChange(option)}>
					{text}
				</button>
			))}
		</fieldset>
	);
}
