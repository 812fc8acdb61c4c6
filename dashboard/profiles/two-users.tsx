import type { Person } from '../shapes/profiles.ts';
import { Icon } from '../ui/icon.tsx';

interface Props {
	readonly stays: Pick<Person, 'userId'>;
	readonly goes: Pick<Person, 'userId'>;
	/** The teammate knows. */
	readonly known: boolean;
	readonly setKnown: (known: boolean) => void;
}

/** What merging two users does, and the word without which they stay two. */
export function TwoUsers({ stays, goes, known, setKnown }: Props) {
	return (
		<div class="notice warn">
			<Icon name="warning" size={16} />
			<div class="stack tight">
				<p>
					<strong>These are two users of yours: each has a userId.</strong> As one person, <code>{stays.userId}</code>{' '}
					is the profile’s userId, and <code>{goes.userId}</code> another identity of it: whatever names either, pages
					and servers too, finds this one profile, with everything of both. Segments, journeys and e-mails treat them as
					one. Unmerge within thirty days gives each back what is theirs.
				</p>
				<label class="check">
					<input type="checkbox" checked={known} onChange={(event) => setKnown(event.currentTarget.checked)} />
					They are one person with two accounts
				</label>
			</div>
		</div>
	);
}
