import { useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { toast } from './toast.tsx';

/** Copies a text and says so on the button itself. */
export function CopyButton({ text, label }: { text: string; label: string }) {
	const [copied, setCopied] = useState(false);
	async function copy() {
		try {
			await navigator.clipboard.writeText(text);
			setCopied(true);
			setTimeout(() => setCopied(false), 1500);
		} catch {
			toast('bad', 'The browser does not allow copying here.', 'Select the text and copy it yourself.');
		}
	}
	return (
		<Button
			kind="quiet"
			small
			icon={copied ? 'check' : 'copy'}
			label={copied ? 'Copied' : label}
			onClick={() => copy()}
		/>
	);
}

/** A piece of code to copy. */
export function Snippet({ code, label }: { code: string; label: string }) {
	return (
		<pre class="snippet">
			<code>{code}</code>
			<CopyButton text={code} label={label} />
		</pre>
	);
}
