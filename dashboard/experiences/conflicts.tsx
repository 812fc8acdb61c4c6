import { sayConflict } from '../../core/experience/conflicts.ts';
import type { Conflict } from '../../core/release/types.ts';
import { api } from '../api.ts';
import type { Experience } from '../shapes/experiences.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { attempt } from '../ui/toast.tsx';
import { conflictsOf, goesFirst, sharedOut } from './resolve-conflict.ts';
import type { Publishing } from './use-publishing.ts';

interface Props {
	readonly publishing: Publishing;
	/** Why drafts cannot be changed from here, if they cannot. */
	readonly blocked?: string | undefined;
}

/** Live experiences that change the same thing on the same pages: who goes first, and how else it can be settled. */
export function Conflicts({ publishing, blocked }: Props) {
	const { experiences = [], reload } = publishing;
	const conflicts = conflictsOf(experiences);
	if (conflicts.length === 0) return null;
	return (
		<section class="notice" aria-label="Experiences that change the same thing">
			<Icon name="info" />
			<ul class="stack">
				{conflicts.map((conflict) => (
					<One
						key={`${conflict.first} ${conflict.second}`}
						conflict={conflict}
						experiences={experiences}
						disabled={blocked !== undefined}
						onSettled={reload}
					/>
				))}
			</ul>
		</section>
	);
}

interface OneProps {
	readonly conflict: Conflict;
	readonly experiences: readonly Experience[];
	readonly disabled: boolean;
	readonly onSettled: () => void;
}

function One({ conflict, experiences, disabled, onSettled }: OneProps) {
	const find = (id: string) => experiences.find((one) => one.id === id);
	const [first, second] = [find(conflict.first), find(conflict.second)];
	if (!first || !second) return null;
	async function settle(changed: readonly Experience[], says: string) {
		if (await attempt(() => Promise.all(changed.map(api.saveExperience)), says)) onSettled();
	}
	return (
		<li class="stack tight">
			<span class="wrap-anywhere">{sayConflict(conflict, (id) => find(id)?.name ?? id)}</span>
			<div class="row wrap">
				<Button
					small
					disabled={disabled}
					onClick={() => settle([goesFirst(first, second)], `“${second.name}” goes first with the next release`)}
				>
					Let “{second.name}” go first
				</Button>
				{!first.namespace && !second.namespace && (
					<Button
						small
						disabled={disabled}
						onClick={() => settle(sharedOut(first, second), 'Each has half of the visitors with the next release')}
					>
						Give each half of the visitors
					</Button>
				)}
			</div>
		</li>
	);
}
