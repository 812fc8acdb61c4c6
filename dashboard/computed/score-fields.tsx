import { useEffect, useState } from 'preact/hooks';
import { ConditionBuilder } from '../condition-builder/condition-builder.tsx';
import { Button } from '../ui/button.tsx';
import { Field, Text } from '../ui/field.tsx';
import { Numeric } from '../ui/numeric.tsx';
import type { AmountJson } from './amount-form.ts';
import './score.css';
import { newRule, type ScoreRule, scoreFormOf, scoreOf } from './score-form.ts';

interface Props {
	readonly amount: AmountJson;
	readonly onChange: (amount: AmountJson) => void;
	readonly onProblem: (broken: boolean) => void;
	/** What is wrong at one of these places of the amount. */
	readonly at: (...paths: string[]) => string | undefined;
	readonly events: readonly string[];
}

/** Points for what people do, and how long they last. */
export function ScoreFields({ amount, onChange, onProblem, at, events }: Props) {
	const form = scoreFormOf(amount);
	const { rules } = form;
	const [broken, setBroken] = useState<readonly number[]>([]);
	// Rows that come after a removed one are drawn anew, with what is theirs.
	const [removed, setRemoved] = useState(0);
	useEffect(() => {
		onProblem(broken.length > 0);
		return () => onProblem(false);
	}, [broken.length > 0]);
	const set = (next: readonly ScoreRule[]) => onChange(scoreOf({ ...form, rules: next }));
	return (
		<>
			<div class="stack">
				{rules.map((rule, i) => (
					<RuleFields
						key={`${removed} ${i}`}
						rule={rule}
						at={(...fields) => at(...fields.map((field) => `points.${i}${field}`))}
						events={events}
						onChange={(next) => set(rules.map((one, place) => (place === i ? next : one)))}
						onProblem={(isBroken) => setBroken((old) => [...old.filter((one) => one !== i), ...(isBroken ? [i] : [])])}
						onRemove={
							rules.length === 1
								? null
								: () => {
										setRemoved(removed + 1);
										set(rules.filter((_, place) => place !== i));
									}
						}
					/>
				))}
				<div>
					<Button small icon="plus" onClick={() => set([...rules, newRule()])}>
						Add an event
					</Button>
				</div>
			</div>
			<Field
				label="Points halve every"
				problem={at('halfLife')}
				hint="A length of time such as 30d: what somebody did long ago counts less and less. Empty: points stay."
			>
				<Text
					value={form.halfLife}
					onChange={(halfLife) => onChange(scoreOf({ ...form, halfLife: halfLife.trim() }))}
					placeholder="never"
				/>
			</Field>
		</>
	);
}

interface RuleProps extends Pick<Props, 'at' | 'events' | 'onProblem'> {
	readonly rule: ScoreRule;
	readonly onChange: (rule: ScoreRule) => void;
	/** Null for the only one. */
	readonly onRemove: (() => void) | null;
}

function RuleFields({ rule, at, events, onChange, onProblem, onRemove }: RuleProps) {
	const { event, points, most, within, where } = rule;
	const change = (part: Partial<ScoreRule>) => onChange({ ...rule, ...part });
	return (
		<fieldset class="score-rule" aria-label={event || 'New event'}>
			<div class="score-rule-fields">
				<Field label="Event" problem={at('.event')}>
					<Text
						value={event}
						suggestions={events}
						placeholder="Order Completed"
						onChange={(next) => change({ event: next })}
					/>
				</Field>
				<Field label="Points" problem={at('.points', '')}>
					<Numeric value={points} onChange={(next) => change({ points: next })} />
				</Field>
				<Field label="At most" problem={at('.most')}>
					<Numeric value={most} onChange={(next) => change({ most: next })} />
				</Field>
				<Field label="Within" problem={at('.within', '.calendar')}>
					<Text value={within} placeholder="ever" onChange={(next) => change({ within: next.trim() })} />
				</Field>
				{onRemove && (
					<Button kind="quiet" small icon="trash" label={`Remove ${event || 'this event'}`} onClick={onRemove} />
				)}
			</div>
			<details open={where !== null}>
				<summary>Only some of them</summary>
				<ConditionBuilder
					label="Those where"
					optional="All of these events count."
					event={event}
					only="event"
					value={where}
					onChange={(next) => change({ where: next })}
					onProblem={onProblem}
					rows={3}
				/>
			</details>
		</fieldset>
	);
}
