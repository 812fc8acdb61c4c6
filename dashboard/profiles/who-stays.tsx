import type { Person } from '../shapes/profiles.ts';
import { Segmented } from '../ui/field.tsx';
import { profileName } from './profile-name.ts';

interface Props {
	/** The two. */
	readonly people: readonly Person[];
	readonly keepId: string;
	readonly keep: (id: string) => void;
}

/** The choice whose id stays, where the rules leave it open. */
export function WhoStays({ people, keepId, keep }: Props) {
	const areUsers = people.every(({ userId }) => userId !== null);
	const label = areUsers ? 'Whose userId stays' : 'Whose id stays';
	return (
		<div class="row wrap">
			<span class="soft">{label}</span>
			<Segmented
				label={label}
				value={keepId}
				onChange={keep}
				options={people.map(({ id, userId }, place) => [id, userId ?? nameAt(people, place)] as const)}
			/>
		</div>
	);
}

/** Names tell two people apart only where they differ. */
export function nameAt(people: readonly Person[], place: number): string {
	const person = people[place];
	if (!person) return '';
	const name = profileName(person);
	const isTwice = people.some((other) => other !== person && profileName(other) === name);
	return isTwice ? `${name} (${person.id.slice(-6)})` : name;
}
