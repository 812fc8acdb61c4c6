import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { api } from '../api.ts';
import { DeleteButton } from '../layout/delete-button.tsx';
import { forgetUnsaved } from '../layout/guard.ts';
import { Page } from '../layout/page.tsx';
import { type Editing, savedScreen } from '../layout/saved-screen.tsx';
import type { Message } from '../shapes/messages.ts';
import { Card } from '../ui/card.tsx';
import { Area, Field, Segmented, Select, Text } from '../ui/field.tsx';
import { SaveActions } from '../ui/save-bar.tsx';
import { attempt } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import './messages.css';
import { Preview } from './preview.tsx';

type Body = Omit<Message, 'id'>;
const parent = { path: '/messages', title: 'Messages' };
const fresh: Body = {
	name: '',
	channel: 'email',
	subject: 'Hello {{ traits.firstName | default: "there" }}',
	html: '<p>Hello {{ traits.firstName | default: "there" }},</p>\n<p>…</p>\n',
	text: 'Hello {{ traits.firstName | default: "there" }},\n\n…\n',
	from: '',
	purpose: 'marketing',
};

/** A message: its source beside what a person would get. `new` opens a draft. */
export default savedScreen({ title: 'Message', parent, load: api.message, Edit });

function Edit({ saved, loaded }: Editing<Message>) {
	const { route } = useLocation();
	const draft = useDraft<Body>(saved ? bodyOf(saved) : fresh);
	async function save() {
		const message = { ...draft.value, name: draft.value.name.trim() || 'Untitled message' };
		if (saved) return attempt(async () => loaded?.set(await api.saveMessage(saved.id, message)), 'Message saved');
		return attempt(async () => {
			const created = await api.createMessage(message);
			forgetUnsaved();
			route(`/messages/${encodeURIComponent(created.id)}`, true);
		}, 'Message created');
	}
	return (
		<Page
			title={draft.value.name || (saved ? 'Message' : 'New message')}
			parent={parent}
			actions={
				<>
					{saved && <Delete message={saved} />}
					<SaveActions draft={draft} fresh={!saved} save={save} verb={saved ? 'Save' : 'Create'} />
				</>
			}
		>
			<div class="message-columns">
				<Source message={draft.value} change={draft.change} />
				<Preview message={draft.value} />
			</div>
		</Page>
	);
}

function bodyOf({ name, channel, subject, html, text, from, purpose }: Message): Body {
	return { name, channel, subject, html, text, from, purpose };
}

function Source({ message, change }: { message: Body; change: (part: Partial<Body>) => void }) {
	const [part, setPart] = useState<'html' | 'text'>('html');
	return (
		<Card title="E-mail">
			<div class="stack loose">
				<Field label="Name" hint="For your team; nobody else sees it.">
					<Text value={message.name} onChange={(name) => change({ name })} placeholder="Left cart, first reminder" />
				</Field>
				<Field label="From">
					<Text value={message.from} onChange={(from) => change({ from })} placeholder="Shop <hello@example.com>" />
				</Field>
				<Field
					label="Purpose"
					hint={
						message.purpose === 'marketing'
							? 'Goes only to people who allow e-mail; each carries a way to unsubscribe.'
							: 'Goes out without marketing consent: receipts, passwords, nothing that sells.'
					}
				>
					<Select
						value={message.purpose}
						onChange={(purpose) => change({ purpose })}
						options={[
							['marketing', 'Marketing'],
							['transactional', 'Transactional'],
						]}
					/>
				</Field>
				<Field label="Subject">
					<Text value={message.subject} onChange={(subject) => change({ subject })} />
				</Field>
				<div class="stack">
					<Segmented
						label="Part"
						value={part}
						onChange={setPart}
						options={[
							['html', 'HTML'],
							['text', 'Plain text'],
						]}
					/>
					<Area
						code
						rows={18}
						label={part === 'html' ? 'HTML source' : 'Plain text source'}
						value={message[part]}
						onChange={(source) => change({ [part]: source })}
					/>
				</div>
			</div>
		</Card>
	);
}

function Delete({ message }: { message: Message }) {
	return (
		<DeleteButton
			what="message"
			name={message.name}
			body="Journeys that send it will send nothing at that step."
			remove={() => api.deleteMessage(message.id)}
			list="/messages"
		/>
	);
}
