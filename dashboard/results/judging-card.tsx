import type { AttachedGoal, Judging, Role } from '../../core/judge/index.ts';
import { parseJudging } from '../../core/judge/index.ts';
import { Refusal } from '../../core/refusal.ts';
import { holdoutId } from '../../core/release/types.ts';
import { api } from '../api.ts';
import { readNumber } from '../goals/goal-form.ts';
import { sayGoal } from '../goals/say-goal.ts';
import type { Goal, Results } from '../shapes.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field, Segmented, Select, Text } from '../ui/field.tsx';
import { SaveActions } from '../ui/save-bar.tsx';
import { attempt } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { useLoad } from '../ui/use-load.ts';
import { methodSays } from './say.ts';

const roleNames: readonly (readonly [Role, string])[] = [
	['primary', 'decides'],
	['secondary', 'explains'],
	['guardrail', 'must not suffer'],
];

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
				<Goals attached={draft.value.goals} change={(goals) => draft.change({ goals })} />
				{problem && (
					<p class="problem" role="alert">
						{problem.message}
					</p>
				)}
				<Method value={draft.value} change={draft.change} variants={results.variants} />
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

function Goals({
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

type Variants = Results['variants'];

function Method(props: { value: Judging; change: (part: Partial<Judging>) => void; variants: Variants }) {
	const { value, change, variants } = props;
	/** All that is shown, against who is held out. */
	const isPooled = variants.some(({ id }) => id === holdoutId);
	return (
		<>
			<div class="field">
				<Segmented
					label="Statistics"
					value={value.method}
					onChange={(method) => change({ method })}
					options={[
						['sequential', 'Sequential'],
						['bayesian', 'Bayesian'],
						['fixed', 'Fixed size'],
					]}
				/>
				<p class="hint">{methodSays[value.method]}</p>
			</div>
			<details class="more">
				<summary>More</summary>
				<div class="stack loose">
					<div class="stack">
						{!isPooled && (
							<Field label="Compared with">
								<Select
									value={value.controlId ?? ''}
									options={[
										['', `${variants[0]?.name ?? 'The first'} (the first)`],
										...variants.map(({ id, name }) => [id, name] as const),
									]}
									onChange={(controlId) => change({ controlId: controlId || null })}
								/>
							</Field>
						)}
						<Field label="Several tests at once" hint="p-values of variants and goals, but guardrails.">
							<Select
								value={value.correction}
								options={[
									['none', 'Each for itself'],
									['holm', 'Holm: no false alarm at all'],
									['benjamini-hochberg', 'Benjamini–Hochberg: few false alarms'],
								]}
								onChange={(correction) => change({ correction })}
							/>
						</Field>
					</div>
					<div class="judging-pair">
						<NumberField label="False alarms, %" value={value.alpha} by={100} change={(alpha) => change({ alpha })} />
						<NumberField
							label="Lift worth finding, %"
							value={value.lift}
							by={100}
							change={(lift) => change({ lift })}
						/>
						<NumberField
							label="Chance to find it, %"
							value={value.power}
							by={100}
							change={(power) => change({ power })}
						/>
						<NumberField
							label="People of each variant, at least"
							value={value.minPeople}
							change={(minPeople) => change({ minPeople })}
						/>
						<NumberField label="Days, at least" value={value.minDays} change={(minDays) => change({ minDays })} />
						{value.method === 'sequential' && (
							<NumberField
								label="Tightest at so many people"
								value={value.tuning}
								change={(tuning) => change({ tuning })}
							/>
						)}
					</div>
					<label class="check">
						<input
							type="checkbox"
							checked={value.cuped}
							onChange={(event) => change({ cuped: event.currentTarget.checked })}
						/>
						Take out what people did in the {value.beforeDays} days before (CUPED), which makes intervals tighter
					</label>
					<label class="check">
						<input
							type="checkbox"
							checked={value.priorSpread !== null}
							onChange={(event) => change({ priorSpread: event.currentTarget.checked ? 0.3 : null })}
						/>
						Expect small lifts rather than large ones, for the chance to win
					</label>
					<div class="row wrap">
						<Button small onClick={() => change({ from: new Date().toISOString() })}>
							Count from now on
						</Button>
						{value.from !== null && (
							<Button small kind="quiet" onClick={() => change({ from: null })}>
								Count all
							</Button>
						)}
						<span class="faint small">
							{value.from === null
								? 'All exposures count.'
								: `Exposures since ${new Date(value.from).toLocaleString('en-GB')} count.`}
						</span>
					</div>
				</div>
			</details>
		</>
	);
}

function NumberField(props: { label: string; value: number; by?: number; change: (value: number) => void }) {
	const { label, value, by = 1, change } = props;
	return (
		<Field label={label}>
			<Text
				type="number"
				value={Number.isFinite(value) ? String(Math.round(value * by * 1e4) / 1e4) : ''}
				onChange={(text) => change((readNumber(text) ?? Number.NaN) / by)}
			/>
		</Field>
	);
}
