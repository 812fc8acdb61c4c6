import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { api } from '../api.ts';
import type { Profile, ProfileSummary } from '../shapes/profiles.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Text } from '../ui/field.tsx';
import { plural } from '../ui/format.ts';
import { Await } from '../ui/states.tsx';
import { attempt } from '../ui/toast.tsx';
import { useLoad } from '../ui/use-load.ts';
import { areTwoUsers, whoStays } from './compare-profiles.ts';
import { profileName } from './profile-name.ts';
import { SideBySide } from './side-by-side.tsx';
import { TwoUsers } from './two-users.tsx';
import { nameAt, WhoStays } from './who-stays.tsx';

interface Props {
	readonly profile: Profile;
	/** They are one person now: what is shown of either is out of date. */
	readonly merged: () => void;
	readonly close: () => void;
}

/** Searches for the other person, shows both side by side, and merges them when told to. */
export function MergeWith({ profile, merged, close }: Props) {
	const [otherId, setOtherId] = useState<string | null>(null);
	return (
		<Dialog title={`Merge ${profileName(profile)} with…`} onClose={close}>
			{otherId === null ? (
				<Search profile={profile} choose={setOtherId} />
			) : (
				<Compare profile={profile} otherId={otherId} back={() => setOtherId(null)} merged={merged} close={close} />
			)}
		</Dialog>
	);
}

function Search({ profile, choose }: { profile: Profile; choose: (id: string) => void }) {
	const [words, setWords] = useState('');
	const [search, setSearch] = useState('');
	useEffect(() => {
		const timer = setTimeout(() => setSearch(words), 200);
		return () => clearTimeout(timer);
	}, [words]);
	const found = useLoad(`merge:${search}`, (signal) => api.profiles({ search }, signal), true);
	return (
		<div class="stack">
			<Text
				type="search"
				label="Search for the other person"
				placeholder="Name, e-mail, phone, user id or any other id"
				value={words}
				onChange={setWords}
			/>
			<Await of={found}>
				{({ items }) => {
					const others = items.filter(({ id }) => id !== profile.id).slice(0, 8);
					return others.length === 0 ? (
						<p class="soft">Nobody else matches.</p>
					) : (
						<ul class="stack tight">
							{others.map((other) => (
								<Found key={other.id} other={other} choose={choose} />
							))}
						</ul>
					);
				}}
			</Await>
		</div>
	);
}

function Found({ other, choose }: { other: ProfileSummary; choose: (id: string) => void }) {
	return (
		<li class="row apart">
			<span class="truncate">
				{profileName(other)}{' '}
				<span class="faint small">
					{other.email ?? other.userId ?? other.id} · {plural(other.events, 'event')}
				</span>
			</span>
			<Button small onClick={() => choose(other.id)} label={`Compare with ${profileName(other)}`}>
				Compare
			</Button>
		</li>
	);
}

interface CompareProps extends Props {
	readonly otherId: string;
	readonly back: () => void;
}

function Compare({ profile, otherId, back, merged, close }: CompareProps) {
	const loaded = useLoad(`profile:${otherId}`, (signal) => api.profile(otherId, signal));
	const [keep, setKeep] = useState<string | null>(null);
	const [known, setKnown] = useState(false);
	const { route } = useLocation();
	const twoUsers = loaded.data !== undefined && areTwoUsers(profile, loaded.data);
	async function merge() {
		await attempt(async () => {
			const { profileId } = await api.merge(profile.id, otherId, { keep, twoUsers });
			close();
			if (profileId === profile.id) merged();
			else route(`/profiles/${encodeURIComponent(profileId)}`);
		}, 'They are one person now');
	}
	return (
		<div class="stack">
			<Await of={loaded}>
				{(other) => (
					<Compared people={[profile, other]} keep={keep} setKeep={setKeep} known={known} setKnown={setKnown} />
				)}
			</Await>
			<div class="actions">
				<Button onClick={back}>Back</Button>
				<Button kind="primary" disabled={loaded.data === undefined || (twoUsers && !known)} onClick={merge}>
					Merge them
				</Button>
			</div>
		</div>
	);
}

interface ComparedProps {
	readonly people: readonly [Profile, Profile];
	readonly keep: string | null;
	readonly setKeep: (id: string) => void;
	readonly known: boolean;
	readonly setKnown: (known: boolean) => void;
}

function Compared({ people, keep, setKeep, known, setKnown }: ComparedProps) {
	const [one, other] = people;
	const keepId = keep ?? (whoStays(one, other) === 'one' ? one.id : other.id);
	const [stays, goes] = keepId === one.id ? [one, other] : [other, one];
	return (
		<>
			<SideBySide people={people} titles={people.map((_, place) => nameAt(people, place))} />
			{(one.userId === null) === (other.userId === null) && <WhoStays people={people} keepId={keepId} keep={setKeep} />}
			{areTwoUsers(one, other) ? (
				<TwoUsers stays={stays} goes={goes} known={known} setKnown={setKnown} />
			) : (
				<p class="soft small">{profileName(stays)} stays, with everything of both. It can be undone for thirty days.</p>
			)}
		</>
	);
}
