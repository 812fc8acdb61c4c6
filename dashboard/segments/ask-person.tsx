import { useState } from 'preact/hooks';
import type { ConditionJson } from '../../core/condition/types.ts';
import { api } from '../api.ts';
import { profileName } from '../profiles/profile-name.ts';
import type { ProfileSummary } from '../shapes/profiles.ts';
import { Card } from '../ui/card.tsx';
import { Await } from '../ui/states.tsx';
import { useLoad } from '../ui/use-load.ts';
import { Explained } from './explained.tsx';
import { PersonSearch } from './person-search.tsx';

/** Picks anyone, and says in words why they meet the condition or not, before it is saved. */
export function AskPerson({ condition }: { condition: ConditionJson }) {
	const [person, setPerson] = useState<ProfileSummary | null>(null);
	return (
		<Card title="Why somebody is in it, or not">
			<div class="stack">
				<PersonSearch label="Find a person" onPick={setPerson} />
				{person && (
					<>
						<a href={`/profiles/${encodeURIComponent(person.id)}`}>{profileName(person)}</a>
						<Why profileId={person.id} condition={condition} />
					</>
				)}
			</div>
		</Card>
	);
}

function Why({ profileId, condition }: { profileId: string; condition: ConditionJson }) {
	const key = `explain:${profileId}:${JSON.stringify(condition)}`;
	const loaded = useLoad(key, (signal) => api.explainCondition(profileId, condition, signal));
	return (
		<div class="why">
			<Await of={loaded}>
				{(explanation) => <Explained explanation={explanation} word={explanation.matches ? 'In' : 'Not in'} />}
			</Await>
		</div>
	);
}
