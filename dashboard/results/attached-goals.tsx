import type { AttachedGoal, Role } from '../../core/judge/index.ts';
import { api } from '../api.ts';
import { sayGoal } from '../goals/say-goal.ts';
import type { Goal } from '../shapes/results.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { useLoad } from '../ui/use-load.ts';

const roleNames: readonly (readonly [Role, string])[] = [
	['primary', 'decides'],
	['secondary', 'explains'],
	['guardrail', 'must not suffer'],
];

/** The goals that an experience is judged by, each with its role; the first that is attached decides. */
export function AttachedGoals({
	attached,
	change,
}: {
	attached: readonly AttachedGoal[];
	change: (goals: readonly AttachedGoal[]) => void;
}) {
	const loaded = useLoad('goals', api.goals);
	const goals = loaded.data?.items ?? [];
	const free = goals.filter(({ id }) => !attached.some(({ goalId }) => goalId === id));
	const next: Role = attached.some(({ role }) => role === 'primary') ? 'secondary' : 'primary';
	return (
		<div class="field">
			<span class="label">Goals</span>
			<ul class="attached">
				{attached.map((one) => (
					<Attached
						key={one.goalId}
						one={one}
						goal={goals.find(({ id }) => id === one.goalId)}
						onRole={(role) => change(attached.map((old) => (old.goalId === one.goalId ? { ...old, role } : old)))}
						onRemove={() => change(attached.filter(({ goalId }) => goalId !== one.goalId))}
					/>
				))}
			</ul>
			<div class="row wrap">
				{free.length > 0 && (
					<Select
						label="Attach a goal"
						value=""
						options={[['', 'Attach a goal…'], ...free.map(({ id, name }) => [id, name] as const)]}
						onChange={(goalId) => goalId !== '' && change([...attached, { goalId, role: next }])}
					/>
				)}
				<ButtonLink small icon="plus" href="/goals/new">
					New goal
				</ButtonLink>
			</div>
		</div>
	);
}

function Attached(props: {
	one: AttachedGoal;
	goal: Goal | undefined;
	onRole: (role: Role) => void;
	onRemove: () => void;
}) {
	const { one, goal } = props;
	return (
		<li>
			<div class="grow">
				<a href={`/goals/${encodeURIComponent(one.goalId)}`}>{goal?.name ?? one.goalId}</a>
				<div class="faint small">{goal && sayGoal(goal)}</div>
			</div>
			<Button kind="quiet" small icon="close" label="Detach" onClick={props.onRemove} />
			<Select label="Role" value={one.role} options={roleNames} onChange={props.onRole} />
		</li>
	);
}
