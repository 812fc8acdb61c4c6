import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import { profileName } from '../profiles/profile-name.ts';
import { SideBySide } from '../profiles/side-by-side.tsx';
import type { ForeseenDuplicate, Person } from '../shapes.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Segmented } from '../ui/field.tsx';
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
	const titles = [...details.map(profileName), ...(merged ? ['As one person'] : [])];
	return (
		<div class="stack loose">
			<Card
				title={
					<span class="row">
						Why <Level of={pair} />
					</span>
				}
				actions={<Decision pair={pair} keep={keep} />}
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
			{pair.isOpen && <WhoStays pair={pair} setKeep={setKeep} />}
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

/** Names tell two people apart only where they differ. */
function nameAt(details: readonly Person[], place: number): string {
	const person = details[place];
	if (!person) return '';
	const name = profileName(person);
	const isTwice = details.some((other) => other !== person && profileName(other) === name);
	return isTwice ? `${name} (${person.id.slice(-6)})` : name;
}

function WhoStays({ pair: { details, keepId }, setKeep }: { pair: ForeseenDuplicate; setKeep: (id: string) => void }) {
	return (
		<div class="row wrap">
			<span class="soft">Whose id stays</span>
			<Segmented
				label="Whose id stays"
				value={keepId ?? ''}
				onChange={setKeep}
				options={details.map(({ id }, place) => [id, nameAt(details, place)] as const)}
			/>
		</div>
	);
}

function Decision({ pair: { id, state, refusal }, keep }: { pair: ForeseenDuplicate; keep: string | null }) {
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
				disabled={refusal !== null}
				onClick={() => decide(() => api.mergeDuplicate(id, keep), 'They are one person now')}
			>
				Merge them
			</Button>
		</>
	);
}
