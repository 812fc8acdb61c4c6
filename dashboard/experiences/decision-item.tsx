import type { DecisionStep } from '../../core/experience/types.ts';
import { Explained } from '../segments/explained.tsx';
import type { ExplainedDecision } from '../shapes/experiences.ts';
import { Badge, type Tone } from '../ui/card.tsx';
import { formatInstant } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { JsonView } from '../ui/json-view.tsx';
import { describeEdit } from './describe-edit.ts';

/** One experience: what of it the visitor gets, why, and every check on the way. */
export function DecisionItem({ decision }: { decision: ExplainedDecision }) {
	const {
		experienceId,
		experienceName,
		variantName,
		reason,
		says,
		status,
		steps = [],
		edits,
		values,
		until,
	} = decision;
	const applies = reason === 'applies';
	return (
		<li class={applies ? 'decision applies' : 'decision'}>
			<div class="row wrap">
				<a class="grow wrap-anywhere" href={`/experiences/${encodeURIComponent(experienceId)}`}>
					{experienceName}
				</a>
				{status !== 'live' && <Badge>{status}</Badge>}
				<Badge tone={toneOf(reason)}>{variantName ?? 'does not apply'}</Badge>
			</div>
			<p class={applies ? 'leaf yes' : 'leaf no'}>
				<Icon name={applies ? 'check' : 'close'} size={14} />
				<span class="wrap-anywhere">{says}</span>
			</p>
			{until !== null && <p class="faint small">So until {formatInstant(until)} at least, if nothing new happens.</p>}
			{steps.length > 1 && (
				<details>
					<summary>Every check</summary>
					<ol class="checks">
						{steps.map((step) => (
							<Step key={`${step.check} ${step.says}`} step={step} />
						))}
					</ol>
				</details>
			)}
			{edits.length > 0 && (
				<details>
					<summary>What it changes</summary>
					<ul class="stack tight small">
						{edits.map((edit) => (
							<li key={edit.id} class="wrap-anywhere">
								{describeEdit(edit)}
							</li>
						))}
					</ul>
				</details>
			)}
			{Object.keys(values).length > 0 && (
				<details>
					<summary>Values for code</summary>
					<JsonView value={values} />
				</details>
			)}
		</li>
	);
}

function Step({ step: { holds, says, explanation } }: { step: DecisionStep }) {
	return (
		<li>
			<div class={holds ? 'leaf yes' : 'leaf no'}>
				<Icon name={holds ? 'check' : 'close'} size={14} />
				<span class="visually-hidden">{holds ? 'Yes: ' : 'No: '}</span>
				<span class="wrap-anywhere">{says}</span>
			</div>
			{explanation && (
				<div class="branch">
					<Explained explanation={explanation} word={explanation.matches ? 'Meets it' : 'Does not meet it'} />
				</div>
			)}
		</li>
	);
}

function toneOf(reason: ExplainedDecision['reason']): Tone {
	if (reason === 'applies') return 'good';
	return reason === 'conflict' || reason === 'invalid' || reason === 'holdout' ? 'warn' : 'plain';
}
