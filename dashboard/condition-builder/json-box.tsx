import { useTyped } from '../ui/use-typed.ts';
import { useBroken } from './context.ts';

/** A part that has no fields of its own, as JSON: whatever it is, it can be changed here, and nothing of it is lost. */
export function JsonBox(props: { label: string; value: unknown; onChange: (value: unknown) => void; note?: string }) {
	const { text, type, isBroken } = useTyped(props.value, print, read);
	useBroken(isBroken);
	return (
		<div class="json-box">
			{props.note && <span class="faint small">{props.note}</span>}
			<textarea
				class="input code"
				aria-label={props.label}
				aria-invalid={isBroken}
				rows={Math.min(12, text.split('\n').length)}
				spellcheck={false}
				value={text}
				onInput={(event) => {
					type(event.currentTarget.value);
					const typed = read(event.currentTarget.value);
					if (typed !== undefined) props.onChange(typed);
				}}
			/>
			{isBroken && (
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

function read(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
