import { Button } from '../ui/button.tsx';
import { Choice } from './choice.tsx';
import { EventField, Where } from './event-fields.tsx';
import { type Fields, type LeafProps, without } from './fields.ts';
import { JsonBox } from './json-box.tsx';
import { LengthField } from './length-field.tsx';
import { isObject } from './read-words.ts';
import { WindowFields } from './window-fields.tsx';

/** Steps that follow each other. */
export function SequenceRow({ json, onChange }: LeafProps) {
	const whole = isObject(json) ? json : { steps: json };
	const { steps } = whole;
	const write = (next: Fields) => onChange(Array.isArray(json) && Object.keys(next).length === 1 ? next.steps : next);
	if (!Array.isArray(steps) || !steps.every(isStep)) return <JsonBox label="Steps" value={json} onChange={onChange} />;
	const set = (next: readonly unknown[]) => write({ ...whole, steps: next });
	return (
		<>
			<ol class="steps">
				{steps.map((step: Fields & { readonly event: string }, place) => (
					<li key={place} class="row-body">
						{place === 0 ? (
							<span class="word">first did</span>
						) : (
							<Choice
								label={`Step ${place + 1}`}
								value={step.absent === true ? 'absent' : 'then'}
								onChange={(next) =>
									set(steps.with(place, next === 'absent' ? { ...step, absent: true } : without(step, 'absent')))
								}
								options={[
									['then', 'and then did'],
									['absent', 'and then did not do'],
								]}
							/>
						)}
						<EventField value={step.event} onChange={(event) => set(steps.with(place, { ...step, event }))} />
						{place > 0 && <StepWithin step={step} onChange={(next) => set(steps.with(place, next))} />}
						<Where fields={step} onChange={(next) => set(steps.with(place, next))} />
						{steps.length > 1 && (
							<Button
								kind="quiet"
								small
								icon="close"
								label={`Remove step ${place + 1}`}
								onClick={() => set(steps.filter((_, other) => other !== place))}
							/>
						)}
					</li>
				))}
			</ol>
			<Button kind="quiet" small icon="plus" onClick={() => set([...steps, { event: '' }])}>
				Step
			</Button>
			<span class="word">all of it</span>
			<WindowFields json={whole} onChange={write} />
		</>
	);
}

const stepKeys = ['event', 'where', 'within', 'absent'];

function isStep(step: unknown): boolean {
	return isObject(step) && typeof step.event === 'string' && Object.keys(step).every((key) => stepKeys.includes(key));
}

function StepWithin({ step, onChange }: { step: Fields; onChange: (step: Fields) => void }) {
	const { within } = step;
	return (
		<>
			<Choice
				label="How soon"
				value={within === undefined ? '' : 'within'}
				onChange={(next) => onChange(next === '' ? without(step, 'within') : { ...step, within: '1h' })}
				options={[
					['', 'at any time after'],
					['within', 'within'],
				]}
			/>
			{within !== undefined && (
				<LengthField label="Within" value={within} onChange={(next) => onChange({ ...step, within: next })} />
			)}
		</>
	);
}
