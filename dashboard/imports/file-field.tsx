import { useId } from 'preact/hooks';

/** Chooses a file, from the disk or by dropping it on the control. */
export function FileField({ label, onFile }: { label: string; onFile: (file: File) => void }) {
	const id = useId();
	return (
		<div class="drop">
			<label for={id}>{label}</label>
			<input
				id={id}
				type="file"
				accept=".csv,.tsv,.txt,.ndjson,.jsonl,text/csv,text/plain,application/x-ndjson"
				onChange={({ currentTarget: { files } }) => files?.[0] && onFile(files[0])}
			/>
			<p class="faint small">Or drop it on the button. CSV in any form, or a line of JSON for each row.</p>
		</div>
	);
}
