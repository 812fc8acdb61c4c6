/** A whole condition as JSON. */
export function JsonText(props: {
	label: string;
	text: string;
	broken: boolean;
	placeholder: string;
	rows: number | undefined;
	onText: (text: string) => void;
}) {
	const { text } = props;
	return (
		<textarea
			class="input code"
			aria-label={props.label}
			rows={props.rows ?? Math.min(24, Math.max(6, text.split('\n').length + 1))}
			spellcheck={false}
			value={text}
			placeholder={props.placeholder}
			aria-invalid={props.broken}
			onInput={(event) => props.onText(event.currentTarget.value)}
		/>
	);
}
