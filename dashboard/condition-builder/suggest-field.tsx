import { useId } from 'preact/hooks';

export interface Suggestion {
	readonly value: string;
	/** What the browser shows beside it. */
	readonly note?: string;
}

const suggestionsMax = 100;

/** A line of text with suggestions of what was seen; anything else may be typed too. Grows with what is in it. */
export function SuggestField(props: {
	label: string;
	value: string;
	onChange: (value: string) => void;
	suggestions: readonly Suggestion[];
	placeholder?: string;
	invalid?: boolean;
	numeric?: boolean;
	onBlur?: () => void;
	onKeyDown?: (event: KeyboardEvent) => void;
}) {
	const id = useId();
	const { value, suggestions, placeholder = '' } = props;
	const width = Math.min(36, Math.max(props.numeric ? 4 : 9, (value || placeholder).length + 3));
	return (
		<>
			<input
				class="input fit"
				type="text"
				style={{ '--width': `${width}ch` }}
				aria-label={props.label}
				aria-invalid={props.invalid === true}
				autocomplete="off"
				spellcheck={false}
				placeholder={placeholder}
				value={value}
				list={suggestions.length > 0 ? id : undefined}
				inputMode={props.numeric ? 'decimal' : 'text'}
				onInput={(event) => props.onChange(event.currentTarget.value)}
				{...(props.onBlur && { onBlur: props.onBlur })}
				{...(props.onKeyDown && { onKeyDown: props.onKeyDown })}
			/>
			{suggestions.length > 0 && (
				<datalist id={id}>
					{suggestions.slice(0, suggestionsMax).map((one) => (
						<option key={one.value} value={one.value} label={one.note} />
					))}
				</datalist>
			)}
		</>
	);
}
