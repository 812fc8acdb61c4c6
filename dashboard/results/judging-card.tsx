import { type Judging, parseJudging } from '../../core/judge/index.ts';
import { Refusal } from '../../core/refusal.ts';
import { api } from '../api.ts';
import type { Results } from '../shapes/results.ts';
import { Card } from '../ui/card.tsx';
import { SaveActions } from '../ui/save-bar.tsx';
import { attempt } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { AttachedGoals } from './attached-goals.tsx';
import { MethodFields } from './method-fields.tsx';

/** How the experience is judged: its goals, and the statistics. It may change at any time; visitors notice nothing. */
export function JudgingCard(props: { id: string; results: Results; onSaved: () => void }) {
	const { id, results, onSaved } = props;
	const draft = useDraft<Judging>(results.judging);
	const problem = problemOf(draft.value);
	const save = () =>
		attempt(async () => {
			await api.saveJudging(id, draft.value);
			onSaved();
		}, 'Saved');
	return (
		<Card
			title="How it is judged"
			actions={
				draft.dirty && (
					<SaveActions draft={{ ...draft, broken: problem !== null }} fresh={false} save={save} verb="Save" />
				)
			}
		>
			<div class="stack loose">
				<AttachedGoals attached={draft.value.goals} change={(goals) => draft.change({ goals })} />
				{problem && (
					<p class="problem" role="alert">
						{problem.message}
					</p>
				)}
				<MethodFields value={draft.value} change={draft.change} variants={results.variants} />
			</div>
		</Card>
	);
}

function problemOf(judging: Judging): Refusal | null {
	try {
		parseJudging(judging);
		return null;
	} catch (error) {
		if (error instanceof Refusal) return error;
		throw error;
	}
}
