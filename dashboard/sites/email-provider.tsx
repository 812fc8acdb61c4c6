import { api } from '../api.ts';
import type { EmailProvider as Provider } from '../shapes/messages.ts';
import { Card } from '../ui/card.tsx';
import { Field, Select, Text } from '../ui/field.tsx';
import { Numeric } from '../ui/numeric.tsx';
import { SaveActions } from '../ui/save-bar.tsx';
import { Await } from '../ui/states.tsx';
import { attempt } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { type Loaded, useLoad } from '../ui/use-load.ts';

type Smtp = Extract<Provider, { kind: 'smtp' }>;
interface Form {
	readonly kind: Provider['kind'];
	readonly smtp: Smtp;
}

const emptySmtp: Smtp = { kind: 'smtp', host: '', port: 587, secure: false, username: '', from: '' };

/** Who sends e-mail: the local mailbox, or an SMTP server. */
export function EmailProvider() {
	const loaded = useLoad('provider', api.emailProvider);
	return <Await of={loaded}>{(saved) => <Edit saved={saved} loaded={loaded} />}</Await>;
}

function Edit({ saved, loaded }: { saved: Provider; loaded: Loaded<Provider> }) {
	const draft = useDraft<Form>(formOf(saved));
	const { kind, smtp } = draft.value;
	const replace = (next: Smtp) => draft.change({ smtp: next });
	async function save() {
		const { hasPassword: _, ...written } = smtp;
		const provider: Provider = kind === 'smtp' ? written : { kind };
		return attempt(async () => loaded.set(await api.saveEmailProvider(provider)), 'E-mail provider saved');
	}
	return (
		<Card title="E-mail provider" actions={<SaveActions draft={draft} fresh={false} save={save} />}>
			<div class="stack loose narrow">
				<Field
					label="Mail goes"
					hint={
						kind === 'mailbox' ? 'No mail leaves this machine; read it under Mailbox.' : 'Mail goes to real people.'
					}
				>
					<Select
						value={kind}
						onChange={(next) => draft.change({ kind: next })}
						options={[
							['mailbox', 'To the mailbox here'],
							['smtp', 'Out through an SMTP server'],
						]}
					/>
				</Field>
				{kind === 'smtp' && <SmtpFields smtp={smtp} replace={replace} />}
			</div>
		</Card>
	);
}

function formOf(saved: Provider): Form {
	return { kind: saved.kind, smtp: saved.kind === 'smtp' ? saved : emptySmtp };
}

interface Fields {
	readonly smtp: Smtp;
	readonly replace: (next: Smtp) => void;
}

function SmtpFields({ smtp, replace }: Fields) {
	const change = (part: Partial<Smtp>) => replace({ ...smtp, ...part });
	return (
		<>
			<div class="host-and-port">
				<Field label="Host">
					<Text mono value={smtp.host} onChange={(host) => change({ host })} placeholder="smtp.example.com" />
				</Field>
				<Field label="Port">
					<Numeric value={smtp.port} empty={0} onChange={(port) => change({ port: Math.round(port ?? 0) })} />
				</Field>
			</div>
			<label class="check">
				<input
					type="checkbox"
					checked={smtp.secure}
					onChange={(event) => change({ secure: event.currentTarget.checked })}
				/>
				<span>
					Encrypted from the first byte <span class="faint small">usually with port 465</span>
				</span>
			</label>
			<Field label="User name">
				<Text value={smtp.username} onChange={(username) => change({ username })} autocomplete="off" />
			</Field>
			<Field label="Password" hint={smtp.hasPassword ? 'One is kept; leave this empty to keep it.' : undefined}>
				<PasswordInput smtp={smtp} replace={replace} />
			</Field>
			<Field label="From" hint="For messages that name no sender.">
				<Text value={smtp.from} onChange={(from) => change({ from })} placeholder="Shop <hello@example.com>" />
			</Field>
		</>
	);
}

/** An emptied password is left out, so that saving keeps the old one. */
function PasswordInput({ smtp, replace, ...rest }: Fields) {
	function type(text: string) {
		const { password: _, ...kept } = smtp;
		replace(text === '' ? kept : { ...kept, password: text });
	}
	return <Text type="password" value={smtp.password ?? ''} onChange={type} autocomplete="new-password" {...rest} />;
}
