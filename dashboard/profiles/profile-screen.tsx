import { useEffect, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import type { Profile } from '../shapes/profiles.ts';
import { Badge, Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy.tsx';
import { formatCount } from '../ui/format.ts';
import { Await } from '../ui/states.tsx';
import { Ago, Avatar } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';
import { ComputedFacts, Consent, Identities } from './facts.tsx';
import { Deliveries, Enrollments } from './follow-ups.tsx';
import { Memberships } from './memberships.tsx';
import { Merges } from './merges.tsx';
import { OnePerson } from './one-person.tsx';
import { profileName } from './profile-name.ts';
import './profiles.css';
import { Timeline } from './timeline.tsx';
import { Traits } from './traits.tsx';
import { Visits } from './visits.tsx';

/** One person: what we know, why they are where they are, and what they did. */
export default function ProfileScreen() {
	const id = useRoute().params.id ?? '';
	const loaded = useLoad(`profile:${id}`, (signal) => api.profile(id, signal));
	const [turn, setTurn] = useState(0);
	/** What was decided by hand is an event too. */
	const changed = () =>
		api
			.profile(id)
			.then(loaded.set)
			.then(() => setTurn(turn + 1));
	const { route } = useLocation();
	const home = loaded.data?.id ?? id;
	// Whoever was merged is shown as the profile that they became, under its own address.
	useEffect(() => {
		if (home !== id) route(`/profiles/${encodeURIComponent(home)}`, true);
	}, [home, id]);
	const title = loaded.data ? profileName(loaded.data) : 'Profile';
	return (
		<Page
			title={title}
			heading={loaded.data ? <Heading profile={loaded.data} /> : title}
			parent={{ path: '/profiles', title: 'Profiles' }}
			actions={loaded.data && <OnePerson profile={loaded.data} />}
		>
			<Await of={loaded}>
				{(profile) => (
					<div class="two-columns">
						<div>
							<Timeline
								key={turn}
								name={`timeline:${id}`}
								load={(before, signal) => api.timeline(id, before, signal)}
								nothing="This person's events are gone, or consent forbids keeping them."
							/>
						</div>
						<div>
							<Summary profile={profile} />
							<Visits visits={profile.visits} />
							<Memberships profile={profile} onChange={changed} />
							<Traits
								traits={profile.traits}
								say={(traits) => api.saveTraits(id, traits)}
								nothing="None yet. They come from identify calls, imports and teammates."
								onSaved={loaded.reload}
							/>
							<ComputedFacts title="Computed traits" computed={profile.computed} profileId={profile.id} />
							<Identities identities={profile.identities} />
							<Merges profile={profile} changed={changed} />
							<Enrollments enrollments={profile.enrollments} />
							<Deliveries deliveries={profile.deliveries} />
							<Consent consent={profile.consent} />
						</div>
					</div>
				)}
			</Await>
		</Page>
	);
}

function Heading({ profile }: { profile: Profile }) {
	return (
		<span class="row">
			<Avatar of={profile.name ?? profile.email ?? profile.userId ?? '·'} large />
			<span class="wrap-anywhere">{profileName(profile)}</span>
		</span>
	);
}

function Summary({ profile }: { profile: Profile }) {
	return (
		<Card title="Summary">
			<dl class="facts">
				<dt>Last seen</dt>
				<dd>
					<Ago at={profile.lastSeenAt} />
				</dd>
				<dt>First seen</dt>
				<dd>
					<Ago at={profile.firstSeenAt} />
				</dd>
				<dt>Events</dt>
				<dd class="numeric">{formatCount(profile.events)}</dd>
				{profile.account && (
					<>
						<dt>Account</dt>
						<dd class="wrap-anywhere">
							<a href={`/accounts/${encodeURIComponent(profile.account.id)}`}>
								{profile.account.name ?? profile.account.id}
							</a>{' '}
							<span class="faint small">
								since <Ago at={profile.account.since} />
							</span>{' '}
							{profile.account.isClaim && <Badge tone="warn">only claimed</Badge>}
						</dd>
					</>
				)}
				<dt>From</dt>
				<dd>{[profile.country, profile.device].filter(Boolean).join(' · ') || '–'}</dd>
				<dt>Id</dt>
				<dd class="row">
					<span class="mono truncate" title={profile.id}>
						{profile.id}
					</span>
					<CopyButton text={profile.id} label="Copy the id" />
				</dd>
			</dl>
		</Card>
	);
}
