import { useEffect, useState } from 'preact/hooks';
import { Card } from '../ui/card.tsx';
import { Area, Field, Segmented } from '../ui/field.tsx';
import { HtmlFrame } from '../ui/html-frame.tsx';
import { Icon } from '../ui/icon.tsx';
import { type Person, type Rendered, renderPreview, samplePerson } from './render.ts';

/** What an example person would get; the example can be changed. */
export function Preview({ message }: { message: Rendered }) {
	const [part, setPart] = useState<'html' | 'text' | 'person'>('html');
	const [person, setPerson] = useState(() => JSON.stringify(samplePerson, null, 2));
	const { mail, problem } = useRendered(message, person);
	return (
		<Card
			title="Preview"
			actions={
				<Segmented
					label="Preview of"
					value={part}
					onChange={setPart}
					options={[
						['html', 'HTML'],
						['text', 'Plain text'],
						['person', 'For whom'],
					]}
				/>
			}
		>
			<div class="stack">
				{problem && (
					<div class="notice warn" role="status">
						<Icon name="warning" />
						<span class="wrap-anywhere">{problem}</span>
					</div>
				)}
				{part === 'person' && (
					<Field
						label="Example person and event"
						hint="Templates read traits (also as profile), geo and its like, and trigger."
					>
						<Area code rows={22} value={person} onChange={setPerson} />
					</Field>
				)}
				{mail && part !== 'person' && <p class="preview-subject">{mail.subject}</p>}
				{mail && part === 'html' && (
					<div class="mail-paper">
						<HtmlFrame html={mail.html} title="Preview of the e-mail" />
					</div>
				)}
				{mail && part === 'text' && <pre class="json">{mail.text}</pre>}
			</div>
		</Card>
	);
}

/** The last text that could be rendered stays while what is being typed cannot. */
function useRendered(message: Rendered, person: string): { mail: Rendered | undefined; problem: string | undefined } {
	const [mail, setMail] = useState<Rendered>();
	const [problem, setProblem] = useState<string>();
	const { subject, html, text } = message;
	useEffect(() => {
		let late = false;
		async function render() {
			const data = parsePerson(person);
			if (!data) return setProblem('The example person is not JSON yet.');
			const result = await renderPreview({ subject, html, text }, data);
			if (late) return;
			if (result.ok) setMail(result.mail);
			setProblem(result.ok ? undefined : result.message);
		}
		render();
		return () => {
			late = true;
		};
	}, [subject, html, text, person]);
	return { mail, problem };
}

function parsePerson(text: string): Person | null {
	try {
		const person: Person | null = JSON.parse(text);
		return typeof person === 'object' ? person : null;
	} catch {
		return null;
	}
}
