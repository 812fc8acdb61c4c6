import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { api } from '../api.ts';
import type { Merge, MergeRefusal, Merges as MergesShape, Profile } from '../shapes/profiles.ts';
import { Button } from '../ui/button.tsx';
import { Badge, Card } from '../ui/card.tsx';
import { confirm } from '../ui/dialog.tsx';
import { Await } from '../ui/states.tsx';
import { Ago } from '../ui/text.tsx';
import { attempt } from '../ui/toast.tsx';
import { useLoad } from '../ui/use-load.ts';
import { describeCause } from './describe-cause.ts';
import { MergeWith } from './merge-with.tsx';

/** Who was merged into this person, when, why and by whom, with the way back; and from whom they are kept apart. */
export function Merges({ profile, changed }: { profile: Profile; changed: () => void }) {
	const [choosing, setChoosing] = useState(false);
	const loaded = useLoad(`merges:${profile.id}`, (signal) => api.merges(profile.id, signal));
	const reload = () => {
		loaded.reload();
		changed();
	};
	return (
		<Card
			title="Merges"
			actions={
				<Button kind="quiet" small onClick={() => setChoosing(true)}>
					Merge with…
				</Button>
			}
		>
			<Await of={loaded}>{(merges) => <Told profile={profile} merges={merges} changed={reload} />}</Await>
			{choosing && <MergeWith profile={profile} merged={reload} close={() => setChoosing(false)} />}
		</Card>
	);
}

interface TellProps {
	readonly profile: Profile;
	readonly merges: MergesShape;
	readonly changed: () => void;
}

function Told({ profile, merges: { items, refusals }, changed }: TellProps) {
	if (items.length === 0 && refusals.length === 0)
		return <p class="soft">Nobody else turned out to be this person, so far.</p>;
	return (
		<div class="stack loose">
			{items.length > 0 && (
				<ul class="stack">
					{items.map((merge) => (
						<OneMerge key={merge.id} profileId={profile.id} merge={merge} unmerged={changed} />
					))}
				</ul>
			)}
			{refusals.length > 0 && (
				<section class="stack tight">
					<h3>Kept apart</h3>
					<ul class="stack">
						{refusals.map((refusal) => (
							<OneRefusal key={refusal.otherId} refusal={refusal} />
						))}
					</ul>
				</section>
			)}
		</div>
	);
}

function OneMerge({ profileId, merge, unmerged }: { profileId: string; merge: Merge; unmerged: () => void }) {
	const { id, sourceId, targetId, state, at, cause, undoUntil, undoneAt, undoneBy } = merge;
	const other = sourceId === profileId ? targetId : sourceId;
	const { route } = useLocation();
	async function unmerge() {
		const yes = await confirm({
			title: 'Make two people of them again?',
			body: 'What the other brought, and what came from their devices since, goes back to them. Server events that name them no longer merge them.',
			action: 'Unmerge',
			danger: true,
		});
		if (!yes) return;
		if (!(await attempt(() => api.undoMerge(id), 'They are two people again'))) return;
		unmerged();
		route(`/profiles/${encodeURIComponent(sourceId)}`);
	}
	return (
		<li class="stack tight">
			<div class="row apart">
				<span class="mono truncate" title={other}>
					{state === 'undone' ? <a href={`/profiles/${encodeURIComponent(other)}`}>{other}</a> : other}
				</span>
				{undoUntil !== null ? (
					<Button kind="quiet" small onClick={unmerge}>
						Unmerge
					</Button>
				) : (
					<Badge tone={state === 'done' ? 'plain' : 'info'}>{stateNames[state]}</Badge>
				)}
			</div>
			<div class="faint small wrap-anywhere">
				{describeCause(cause)} · <Ago at={at} />
				{undoneAt !== null && (
					<>
						{' '}
						· separated <Ago at={undoneAt} /> by {undoneBy}
					</>
				)}
			</div>
		</li>
	);
}

const stateNames: Readonly<Record<Merge['state'], string>> = {
	begun: 'under way',
	done: 'for good',
	undoing: 'on the way back',
	undone: 'separated',
};

function OneRefusal({ refusal: { otherId, message, hint, cause, lastAt } }: { refusal: MergeRefusal }) {
	return (
		<li class="stack tight">
			<a class="mono truncate" href={`/profiles/${encodeURIComponent(otherId)}`} title={otherId}>
				{otherId}
			</a>
			<div class="small wrap-anywhere">
				{message} <span class="soft">{hint}</span>
			</div>
			<div class="faint small wrap-anywhere">
				{describeCause(cause)} · <Ago at={lastAt} />
			</div>
		</li>
	);
}
