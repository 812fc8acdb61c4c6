import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { profileName } from '../profiles/profile-name.ts';
import type { Account, AccountMember } from '../shapes/accounts.ts';
import { Button } from '../ui/button.tsx';
import { Badge, Card } from '../ui/card.tsx';
import { Select } from '../ui/field.tsx';
import { formatCount } from '../ui/format.ts';
import { Failure, Skeleton } from '../ui/states.tsx';
import { Ago, Avatar } from '../ui/text.tsx';
import { usePages } from '../ui/use-pages.ts';

type Standing = 'member' | 'former' | 'claimed';

/** Who belongs to the account since when, who did, and who is only claimed to. */
export function Members({ account }: { account: Account }) {
	const [standing, setStanding] = useState<Standing>('member');
	const pages = usePages(`members:${account.id} ${standing}`, (cursor, signal) =>
		api.accountMembers(account.id, { standing, cursor }, signal),
	);
	const counts = { member: account.members, former: account.former, claimed: account.claimed };
	const titles = { member: 'Members', former: 'Left', claimed: 'Only claimed' };
	const options = (['member', 'former', 'claimed'] as const)
		.filter((one) => one === 'member' || one === standing || counts[one] > 0)
		.map((one) => [one, `${titles[one]} (${formatCount(counts[one])})`] as const);
	return (
		<Card
			title="Members"
			actions={
				options.length > 1 && <Select label="Which members" value={standing} onChange={setStanding} options={options} />
			}
		>
			{standing === 'claimed' && (
				<p class="soft small">
					Browsers call these people members, and no server has: they see nothing of the account, and nothing that they
					do counts.
				</p>
			)}
			{pages.error ? (
				<Failure error={pages.error} retry={pages.reload} />
			) : pages.items === undefined ? (
				<Skeleton lines={3} />
			) : pages.items.length === 0 ? (
				<p class="soft">Nobody.</p>
			) : (
				<ul class="stack">
					{pages.items.map((member) => (
						<One key={member.profileId} member={member} />
					))}
				</ul>
			)}
			{pages.more && <Button onClick={pages.more}>Load more</Button>}
		</Card>
	);
}

function One({ member: { profileId, profile, since, until, isClaim } }: { member: AccountMember }) {
	return (
		<li class="row">
			<Avatar of={profile?.name ?? profile?.email ?? profile?.userId ?? '·'} />
			<a class="truncate grow" href={`/profiles/${encodeURIComponent(profileId)}`}>
				{profile ? profileName(profile) : profileId}
			</a>
			{isClaim && <Badge tone="warn">claimed</Badge>}
			<span class="faint small nowrap">
				{until === null ? 'since ' : 'left '}
				<Ago at={until ?? since} />
			</span>
		</li>
	);
}
