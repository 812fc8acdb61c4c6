import { useLocation } from 'preact-iso';
import type { Goal as CoreGoal } from '../../core/goal/index.ts';
import { api } from '../api.ts';
import { DeleteButton } from '../layout/delete-button.tsx';
import { forgetUnsaved } from '../layout/guard.ts';
import { Page } from '../layout/page.tsx';
import { type Editing, savedScreen } from '../layout/saved-screen.tsx';
import type { Goal } from '../shapes/results.ts';
import { Card } from '../ui/card.tsx';
import { SaveActions } from '../ui/save-bar.tsx';
import { attempt } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { GoalFields } from './goal-fields.tsx';
import { newGoal, problemOf } from './goal-form.ts';
import { sayGoal } from './say-goal.ts';

const parent = { path: '/goals', title: 'Goals' };

/** One goal. `new` opens a draft. */
export default savedScreen({ title: 'Goal', parent, load: api.goal, Edit });

function Edit({ saved, loaded }: Editing<Goal>) {
	const { route } = useLocation();
	const draft = useDraft<CoreGoal>(saved ? withoutVersion(saved) : newGoal);
	const problem = problemOf(draft.value);
	async function save() {
		if (saved) return attempt(async () => loaded?.set(await api.saveGoal(draft.value)), 'Goal saved');
		return attempt(async () => {
			const created = await api.createGoal(draft.value);
			forgetUnsaved();
			route(`/goals/${encodeURIComponent(created.id)}`, true);
		}, 'Goal created');
	}
	return (
		<Page
			title={draft.value.name || (saved ? 'Goal' : 'New goal')}
			parent={parent}
			actions={
				<>
					{saved && <Delete goal={saved} />}
					<SaveActions
						draft={{ ...draft, broken: draft.broken || problem !== null }}
						fresh={!saved}
						save={save}
						verb={saved ? 'Save' : 'Create'}
					/>
				</>
			}
		>
			<div key={draft.turn} class="two-columns">
				<div>
					<Card title="What is measured">
						<GoalFields goal={draft.value} change={draft.change} problem={problem} onProblem={draft.problem} />
					</Card>
				</div>
				<div>
					<Card title="In words">
						<div class="stack">
							<p class="wrap-anywhere" aria-live="polite">
								{problem && draft.value.name ? `${problem.message} ${problem.hint ?? ''}` : `${sayGoal(draft.value)}.`}
							</p>
							<p class="soft small">
								Of everybody who saw a variant, from their first exposure on. Attach the goal to an experience on its
								results page.
							</p>
						</div>
					</Card>
				</div>
			</div>
		</Page>
	);
}

function withoutVersion({ updatedAt: _, ...goal }: Goal): CoreGoal {
	return goal;
}

function Delete({ goal }: { goal: Goal }) {
	return (
		<DeleteButton
			what="goal"
			name={goal.name}
			body="Nothing that people did is lost, so it can be made again."
			remove={() => api.deleteGoal(goal.id)}
			list="/goals"
		/>
	);
}
