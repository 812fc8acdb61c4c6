import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import type { Mail } from '../shapes/messages.ts';
import { Segmented } from '../ui/field.tsx';
import { formatInstant } from '../ui/format.ts';
import { HtmlFrame } from '../ui/html-frame.tsx';
import { Await } from '../ui/states.tsx';
import { useLoad } from '../ui/use-load.ts';

type Part = 'html' | 'text' | 'headers';

/** One mail: as the person sees it, as text, or its headers. */
export function Reader({ id }: { id: string }) {
	const loaded = useLoad(`mail:${id}`, (signal) => api.mail(id, signal));
	const [part, setPart] = useState<Part>('html');
	return (
		<Await of={loaded}>
			{(mail) => (
				<article class="stack">
					<a class="small to-list" href="/mailbox">
						All mail
					</a>
					<h2 class="wrap-anywhere">{mail.subject}</h2>
					<dl class="facts small">
						<dt>From</dt>
						<dd>{mail.from}</dd>
						<dt>To</dt>
						<dd>
							{mail.profileId ? <a href={`/profiles/${encodeURIComponent(mail.profileId)}`}>{mail.to}</a> : mail.to}
						</dd>
						<dt>At</dt>
						<dd>{formatInstant(mail.at)}</dd>
					</dl>
					<Segmented
						label="Part"
						value={part}
						onChange={setPart}
						options={[
							['html', 'HTML'],
							['text', 'Plain text'],
							['headers', 'Headers'],
						]}
					/>
					<Shown mail={mail} part={part} />
				</article>
			)}
		</Await>
	);
}

function Shown({ mail, part }: { mail: Mail; part: Part }) {
	if (part === 'html') {
		return (
			<div class="mail-paper">
				<HtmlFrame html={mail.html} title={mail.subject} />
			</div>
		);
	}
	if (part === 'text') return <pre class="json">{mail.text}</pre>;
	return (
		<dl class="facts small">
			{Object.entries(mail.headers).map(([name, value]) => [
				<dt key={name} class="mono">
					{name}
				</dt>,
				<dd key={`${name} value`} class="mono">
					{value}
				</dd>,
			])}
		</dl>
	);
}
