import { useLocation, useRoute } from 'preact-iso';
import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import type { Mail } from '../shapes/messages.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { confirm } from '../ui/dialog.tsx';
import { Empty, Failure, Skeleton } from '../ui/states.tsx';
import { Ago } from '../ui/text.tsx';
import { attempt } from '../ui/toast.tsx';
import { useLoad } from '../ui/use-load.ts';
import './messages.css';
import { Reader } from './reader.tsx';

/** What the local e-mail provider "sent": a list and the mail that is open. */
export default function MailboxScreen() {
	const { route } = useLocation();
	const id = useRoute().params.id;
	const loaded = useLoad('mailbox', api.mailbox);
	const mails = loaded.data?.items;
	async function clear() {
		const yes = await confirm({
			title: 'Empty the mailbox?',
			body: 'The mails are deleted for good. What was delivered stays in the profiles.',
			action: 'Empty mailbox',
			danger: true,
		});
		if (!yes || !(await attempt(api.clearMailbox, 'Mailbox emptied'))) return;
		route('/mailbox', true);
		loaded.reload();
	}
	return (
		<Page
			title="Mailbox"
			about="Mail that was sent without leaving this machine. For real mail, choose SMTP in the settings."
			actions={
				<>
					<Button onClick={loaded.reload}>Refresh</Button>
					{mails && mails.length > 0 && (
						<Button kind="quiet" danger icon="trash" onClick={clear}>
							Empty
						</Button>
					)}
				</>
			}
		>
			<Card flush>
				{loaded.error ? (
					<Failure error={loaded.error} retry={loaded.reload} />
				) : mails?.length === 0 ? (
					<Empty
						icon="mailbox"
						title="No mail yet"
						actions={<ButtonLink href="/journeys">See the journeys</ButtonLink>}
					>
						<p>Leave a cart in the shop after telling your e-mail address, and the journey's mail lands here.</p>
					</Empty>
				) : (
					<div class={id ? 'mailbox reading' : 'mailbox'}>
						<MailList mails={mails} open={id} />
						<div class="mail-pane">{id ? <Reader key={id} id={id} /> : <NothingOpen />}</div>
					</div>
				)}
			</Card>
		</Page>
	);
}

function MailList({ mails, open }: { mails: readonly Mail[] | undefined; open: string | undefined }) {
	if (!mails) {
		return (
			<div class="mail-list body">
				<Skeleton lines={9} />
			</div>
		);
	}
	return (
		<ol class="mail-list" aria-label="Mails, newest first">
			{mails.map((mail) => (
				<li key={mail.id}>
					<a href={`/mailbox/${encodeURIComponent(mail.id)}`} {...(mail.id === open && { 'aria-current': 'true' })}>
						<span class="row apart">
							<span class="truncate to">{mail.to}</span>
							<span class="faint small">
								<Ago at={mail.at} />
							</span>
						</span>
						<span class="truncate">{mail.subject}</span>
					</a>
				</li>
			))}
		</ol>
	);
}

function NothingOpen() {
	return (
		<Empty icon="messages" title="Choose a mail">
			<p>It opens here as the person sees it.</p>
		</Empty>
	);
}
