import { useLocation, useRoute } from 'preact-iso';
import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import { session } from '../layout/session.ts';
import { ComputedFacts } from '../profiles/facts.tsx';
import '../profiles/profiles.css';
import { Timeline } from '../profiles/timeline.tsx';
import { Traits } from '../profiles/traits.tsx';
import type { Account } from '../shapes/accounts.ts';
import { Button } from '../ui/button.tsx';
import { Badge, Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy.tsx';
import { confirm } from '../ui/dialog.tsx';
import { formatCount } from '../ui/format.ts';
import { Await } from '../ui/states.tsx';
import { Ago, Avatar } from '../ui/text.tsx';
import { attempt } from '../ui/toast.tsx';
import { useLoad } from '../ui/use-load.ts';
import { Members } from './members.tsx';

/** One company: what is known of it, who belongs to it, and what they do. */
export default function AccountScreen() {
	const id = useRoute().params.id ?? '';
	const loaded = useLoad(`account:${id}`, (signal) => api.account(id, signal));
	const title = loaded.data?.name ?? id;
	return (
		<Page
			title={title}
			heading={
				<span class="row">
					<Avatar of={title} large />
					<span class="wrap-anywhere">{title}</span>
				</span>
			}
			parent={{ path: '/accounts', title: 'Accounts' }}
			actions={loaded.data && <Erase account={loaded.data} />}
		>
			<Await of={loaded}>
				{(account) => (
					<div class="two-columns">
						<div>
							<Timeline
								name={`account-timeline:${id}`}
								load={(before, signal) => api.accountTimeline(id, before, signal)}
								nothing="Nothing that members did while they were members is kept."
							/>
						</div>
						<div>
							<Summary account={account} />
							<Members account={account} />
							<ComputedFacts title="Roll-ups" computed={account.computed} />
							<Traits
								traits={account.traits}
								say={(traits) => api.saveAccountTraits(id, traits)}
								nothing="None yet. They come from group calls, imports and teammates."
								onSaved={loaded.reload}
							/>
						</div>
					</div>
				)}
			</Await>
		</Page>
	);
}

function Summary({ account }: { account: Account }) {
	return (
		<Card title="Summary">
			<dl class="facts">
				<dt>Members</dt>
				<dd class="numeric">{formatCount(account.members)}</dd>
				<dt>Last seen</dt>
				<dd>{account.lastSeenAt === null ? 'Never' : <Ago at={account.lastSeenAt} />}</dd>
				<dt>Known since</dt>
				<dd>
					<Ago at={account.createdAt} />
				</dd>
				<dt>Id</dt>
				<dd class="row">
					<span class="mono truncate" title={account.id}>
						{account.id}
					</span>
					<CopyButton text={account.id} label="Copy the id" />
				</dd>
			</dl>
			{!account.isVerified && (
				<p class="soft small">
					<Badge tone="warn">only claimed</Badge> Only browsers have named this account. Anybody who knows its id can
					join it, and what you say of it reaches nobody, until your server names it once.
				</p>
			)}
			{account.isFull && (
				<p class="soft small">
					<Badge tone="bad">full</Badge> Some traits were not taken: the account has as many, or as much text in them,
					as it may have.
				</p>
			)}
		</Card>
	);
}

/** For editors and owners. */
function Erase({ account }: { account: Account }) {
	const { route } = useLocation();
	if (session.value.state !== 'in' || session.value.me.user.role === 'viewer') return null;
	async function erase() {
		const yes = await confirm({
			title: `Erase ${account.name ?? account.id}?`,
			body: 'Its traits, roll-ups and list of members go, and nothing brings them back. The people stay, and belong to no account. Whoever names the account again makes a new one.',
			action: 'Erase account',
			danger: true,
		});
		if (yes && (await attempt(() => api.eraseAccount(account.id), 'The account is erased'))) route('/accounts');
	}
	return (
		<Button kind="quiet" danger icon="trash" onClick={erase}>
			Erase
		</Button>
	);
}
