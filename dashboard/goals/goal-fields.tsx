import { useId } from 'preact/hooks';
import type { Cap, Goal, Measured } from '../../core/goal/index.ts';
import type { Refusal } from '../../core/refusal.ts';
import { api } from '../api.ts';
import { ConditionBuilder } from '../condition-builder/condition-builder.tsx';
import { Field, Select, Text } from '../ui/field.tsx';
import { Numeric } from '../ui/numeric.tsx';
import { useLoad } from '../ui/use-load.ts';
import { asKind, kinds } from './goal-form.ts';
import './goals.css';

interface Props {
	readonly goal: Goal;
	readonly change: (part: Partial<Goal>) => void;
	readonly problem: Refusal | null;
	readonly onProblem: (key: string) => (broken: boolean) => void;
}

/** The fields of a goal; which of them there are depends on its kind. */
export function GoalFields({ goal, change, problem, onProblem }: Props) {
	const at = (...paths: string[]) => (problem && paths.includes(problem.path ?? '') ? problem.message : undefined);
	const { kind, per } = goal;
	return (
		<div class="stack loose">
			<Field label="Name" problem={goal.name === '' ? undefined : at('name')}>
				<Text value={goal.name} onChange={(name) => change({ name })} placeholder="Orders" />
			</Field>
			<Field label="What it tells of a person">
				<Select value={kind} options={kinds} onChange={(next) => change(asKind(goal, next))} />
			</Field>
			<MeasuredFields
				{...{ measured: goal, change, at, onProblem: onProblem('where') }}
				value={kind === 'sum' ? 'needed' : kind === 'ratio' || kind === 'quantile' ? 'optional' : 'none'}
			/>
			{per && (
				<fieldset class="goal-per stack loose">
					<legend>For each</legend>
					<MeasuredFields
						measured={per}
						change={(part) => change({ per: { ...per, ...part } })}
						at={(...paths) => at(...paths.map((path) => `per.${path}`))}
						onProblem={onProblem('per')}
						value="optional"
					/>
				</fieldset>
			)}
			{kind === 'quantile' && (
				<Field label="Share of people who do not exceed it, %" problem={at('quantile')}>
					<Numeric value={percent(goal.quantile)} onChange={(n) => change({ quantile: n === null ? null : n / 100 })} />
				</Field>
			)}
			<Timing goal={goal} change={change} at={at} />
			{(kind === 'sum' || kind === 'count') && <CapFields cap={goal.cap} change={(cap) => change({ cap })} at={at} />}
			<label class="check">
				<input
					type="checkbox"
					checked={goal.lessIsBetter}
					onChange={(event) => change({ lessIsBetter: event.currentTarget.checked })}
				/>
				Less is better, as with complaints or returns
			</label>
		</div>
	);
}

type At = (...paths: string[]) => string | undefined;

function MeasuredFields(props: {
	measured: Measured;
	change: (part: Partial<Measured>) => void;
	at: At;
	onProblem: (broken: boolean) => void;
	value: 'needed' | 'optional' | 'none';
}) {
	const { measured, change, at, value } = props;
	const { events = [] } = useLoad('vocabulary', api.vocabulary).data ?? {};
	const [eventList, valueList] = [useId(), useId()];
	const paths = events.find(({ name }) => name === measured.event)?.paths ?? [];
	return (
		<>
			<Field label="Event" problem={at('event')}>
				<input
					class="input"
					list={eventList}
					value={measured.event}
					onInput={(event) => change({ event: event.currentTarget.value })}
				/>
			</Field>
			<datalist id={eventList}>
				{events.map(({ name }) => (
					<option key={name} value={name} />
				))}
			</datalist>
			{value !== 'none' && (
				<Field
					label="Property that is added up"
					problem={at('value', 'sum')}
					hint={value === 'optional' ? 'Empty: how many of these events there are.' : undefined}
				>
					<input
						class="input mono"
						list={valueList}
						value={measured.value ?? ''}
						placeholder="properties.total"
						onInput={(event) => change({ value: event.currentTarget.value.trim() || null })}
					/>
				</Field>
			)}
			<datalist id={valueList}>
				{paths.map(({ path }) => (
					<option key={path} value={path} />
				))}
			</datalist>
			<ConditionBuilder
				label="Only those events where"
				optional="All of these events count."
				event={measured.event}
				only="event"
				value={measured.where}
				onChange={(where) => change({ where })}
				onProblem={props.onProblem}
				rows={3}
			/>
		</>
	);
}

/** When events count, by days after the first exposure. */
function Timing({ goal, change, at }: { goal: Goal; change: Props['change']; at: At }) {
	const days = (hours: number | null) => (hours === null ? null : hours / 24);
	return (
		<div class="goal-pair">
			<Field label="Counts from, days after the exposure" problem={at('delayHours')}>
				<Numeric value={days(goal.delayHours)} empty={0} onChange={(n) => change({ delayHours: (n ?? 0) * 24 })} />
			</Field>
			<Field
				label="For so many days"
				problem={at('windowHours')}
				hint={goal.kind === 'retention' ? 'Who may still come back does not count yet.' : 'Empty: without end.'}
			>
				<Numeric value={days(goal.windowHours)} onChange={(n) => change({ windowHours: n === null ? null : n * 24 })} />
			</Field>
		</div>
	);
}

/** A few people who buy for hundreds must not decide for all others. */
function CapFields({ cap, change, at }: { cap: Cap | null; change: (cap: Cap | null) => void; at: At }) {
	const kind = cap?.kind ?? 'none';
	return (
		<div class="goal-pair">
			<Field label="Outliers">
				<Select
					value={kind}
					options={[
						['none', 'Count in full'],
						['value', 'Count as at most an amount'],
						['percentile', 'Count as at most a percentile'],
					]}
					onChange={(next) =>
						change(
							next === 'none'
								? null
								: next === 'value'
									? { kind: 'value', at: 1_000 }
									: { kind: 'percentile', share: 0.99 },
						)
					}
				/>
			</Field>
			{cap?.kind === 'value' && (
				<Field label="Amount" problem={at('cap.at')}>
					<Numeric value={cap.at} empty={0} onChange={(n) => change({ kind: 'value', at: n ?? 0 })} />
				</Field>
			)}
			{cap?.kind === 'percentile' && (
				<Field label="Percentile, %" problem={at('cap.share')} hint="Of the people with more than nothing.">
					<Numeric
						value={percent(cap.share)}
						empty={0}
						onChange={(n) => change({ kind: 'percentile', share: (n ?? 0) / 100 })}
					/>
				</Field>
			)}
		</div>
	);
}

function percent(share: number | null): number | null {
	return share === null ? null : Math.round(share * 1e6) / 1e4;
}
