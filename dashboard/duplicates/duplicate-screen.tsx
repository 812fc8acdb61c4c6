import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import { SideBySide } from '../profiles/side-by-side.tsx';
import { TwoUsers } from '../profiles/two-users.tsx';
import { nameAt, WhoStays } from '../profiles/who-stays.tsx';
import type { ForeseenDuplicate } from '../shapes/duplicates.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { Await } from '../ui/states.tsx';
import { attempt } from '../ui/toast.tsx';
import { useLoad } from '../ui/use-load.ts';
import { Level, Reasons } from './level.tsx';

const list = { path: '/duplicates', title: 'Duplicates' };

/** Two people side by side, who they would be as one, and the decision. */
export default function DuplicateScreen() {
	const { id = '' } = useRoute().params;
	const [keep, setKeep] = useState<string | null>(null);
	const loaded = useLoad(`duplicate:${id}:${keep}`, (signal) => api.foreseeDuplicate(id, keep, signal), true);
	return (
		<Page title="One person?" parent={list}>
			<Await of={loaded}>{(pair) => <Pair pair={pair} keep={keep} setKeep={setKeep} />}</Await>
		</Page>
	);
}

interface PairProps {
	readonly pair: ForeseenDuplicate;
	readonly keep: string | null;
	readonly setKeep: (id: string) => void;
}

function Pair({ pair, keep, setKeep }: PairProps) {
	const { details, merged, refusal } = pair;
	const people = merged ? [...details, merged] : details;
	const [known, setKnown] = useState(false);
	const stays = pair.twoUsers ? details.find(({ id }) => id === pair.keepId) : undefined;
	const goes = details.find(({ id }) => id !== pair.keepId);
	const titles = [...details.map((_, place) => nameAt(details, place)), ...(merged ? ['As one person'] : [])];
	return (
		<div class="stack loose">
			<Card
				title={
					<span class="row">
						Why <Level of={pair} />
					</span>
				}
				actions={<Decision pair={pair} keep={keep} known={known} />}
			>
				<Reasons of={pair} />
			</Card>
			{refusal && (
				<p class="notice warn">
					<Icon name="warning" size={16} />
					<span>
						{refusal.message} {refusal.hint}
					</span>
				</p>
			)}
			{pair.isOpen && <WhoStays people={details} keepId={pair.keepId ?? ''} keep={setKeep} />}
			{stays && goes && pair.state === 'pending' && (
				<TwoUsers stays={stays} goes={goes} known={known} setKnown={setKnown} />
			)}
			<Card flush>
				<SideBySide people={people} titles={titles} />
			</Card>
			{!merged && !refusal && (
				<p class="soft small">Who they would be cannot be shown beforehand: one of them has too long a history.</p>
			)}
			<p class="soft small">
				A merge keeps everything of both and can be undone for thirty days, on the profile that stays.{' '}
				{details.map((person, place) => (
					<span key={person.id}>
						{place > 0 && ' · '}
						<a href={`/profiles/${encodeURIComponent(person.id)}`}>Open {nameAt(details, place)}</a>
					</span>
				))}
			</p>
		</div>
	);
}

interface DecisionProps {
	readonly pair: ForeseenDuplicate;
	readonly keep: string | null;
	/** That these are two users. */
	readonly known: boolean;
}

function Decision({ pair: { id, state, refusal, twoUsers }, keep, known }: DecisionProps) {
	const { route } = useLocation();
	const decide = async (work: () => Promise<unknown>, done: string) => {
		if (await attempt(work, done)) route(list.path);
	};
	if (state === 'dismissed')
		return (
			<Button onClick={() => decide(() => api.decideDuplicate(id, 'reopen'), 'Proposed again')}>Propose again</Button>
		);
	return (
		<>
			<Button onClick={() => decide(() => api.decideDuplicate(id, 'dismiss'), 'They stay two people')}>
				Not the same
			</Button>
			<Button
				kind="primary"
				disabled={refusal !== null || (twoUsers && !known)}
				onClick={() => decide(() => api.mergeDuplicate(id, { keep, twoUsers }), 'They are one person now')}
			>
				Merge them
			</Button>
		</>
	);
}
