import { useEffect, useState } from 'preact/hooks';
import { useBroken } from './context.ts';

/** A part that has no fields of its own, as JSON: whatever it is, it can be changed here, and nothing of it is lost. */
export function JsonBox(props: { label: string; value: unknown; onChange: (value: unknown) => void; note?: string }) {
	const [text, setText] = useState(() => print(props.value));
	const parsed = parse(text);
	useBroken(parsed === null);
	useEffect(() => {
		if (parsed && JSON.stringify(parsed.json) !== JSON.stringify(props.value)) setText(print(props.value));
	}, [props.value]);
	return (
		<div class="json-box">
			{props.note && <span class="faint small">{props.note}</span>}
			<textarea
				class="input code"
				aria-label={props.label}
				aria-invalid={parsed === null}
				rows={Math.min(12, text.split('\n').length)}
				spellcheck={false}
				value={text}
				onInput={(event) => {
					setText(event.currentTarget.value);
					const typed = parse(event.currentTarget.value);
					if (typed) props.onChange(typed.json);
				}}
			/>
			{parsed === null && (
				<span class="problem" role="alert">
					This is not JSON yet.
				</span>
			)}
		</div>
	);
}

function print(value: unknown): string {
	const line = JSON.stringify(value) ?? '';
	return line.length <= 60 ? line : JSON.stringify(value, null, 2);
}

function parse(text: string): { readonly json: unknown } | null {
	try {
		return { json: JSON.parse(text) };
	} catch {
		return null;
	}
}
