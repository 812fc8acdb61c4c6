import type { Judging } from '../../core/judge/index.ts';
import { holdoutId } from '../../core/release/types.ts';
import type { Results } from '../shapes/results.ts';
import { Button } from '../ui/button.tsx';
import { Field, Segmented, Select } from '../ui/field.tsx';
import { Numeric } from '../ui/numeric.tsx';
import { methodSays } from './say.ts';

type Variants = Results['variants'];

/** By which statistics, with what else can be said of them folded away. */
export function MethodFields(props: { value: Judging; change: (part: Partial<Judging>) => void; variants: Variants }) {
	const { value, change, variants } = props;
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
			<More value={value} change={change} variants={variants} />
		</>
	);
}

function More(props: { value: Judging; change: (part: Partial<Judging>) => void; variants: Variants }) {
	const { value, change, variants } = props;
	/** All that is shown, against who is held out. */
	const isPooled = variants.some(({ id }) => id === holdoutId);
	return (
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
					<NumberField label="Lift worth finding, %" value={value.lift} by={100} change={(lift) => change({ lift })} />
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
	);
}

function NumberField(props: { label: string; value: number; by?: number; change: (value: number) => void }) {
	const { label, value, by = 1, change } = props;
	return (
		<Field label={label}>
			<Numeric value={Math.round(value * by * 1e4) / 1e4} onChange={(n) => change((n ?? Number.NaN) / by)} />
		</Field>
	);
}
