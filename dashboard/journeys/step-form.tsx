import { useEffect } from 'preact/hooks';
import type { Step } from '../../core/journey/types.ts';
import { ConditionBuilder } from '../condition-builder/condition-builder.tsx';
import type { Message } from '../shapes/messages.ts';
import { Field, Select, Text } from '../ui/field.tsx';
import { problemOfDuration } from './problem-of-duration.ts';

interface Props {
	readonly step: Step;
	readonly messages: readonly Message[];
	readonly onChange: (step: Step) => void;
	readonly onProblem: (broken: boolean) => void;
}

/** What can be changed about a step. */
export function StepForm({ step, messages, onChange, onProblem }: Props) {
	switch (step.kind) {
		case 'wait':
			return <Wait step={step} onChange={onChange} onProblem={onProblem} />;
		case 'message':
			return (
				<Field label="Message" hint={<a href="/messages/new">Write a new one</a>}>
					<Select
						value={step.messageId}
						onChange={(messageId) => onChange({ ...step, messageId })}
						options={[['', 'Choose…'], ...messages.map(({ id, name }) => [id, name] as const)]}
					/>
				</Field>
			);
		case 'branch':
			return (
				<ConditionBuilder
					label="Condition"
					value={step.condition}
					onChange={(condition) => condition && onChange({ ...step, condition })}
					onProblem={onProblem}
					enrollment
					rows={6}
				/>
			);
		case 'exit':
			return null;
	}
}

function Wait({
	step,
	onChange,
	onProblem,
}: Pick<Props, 'onChange' | 'onProblem'> & { step: Extract<Step, { kind: 'wait' }> }) {
	const problem = problemOfDuration(step.for);
	useEffect(() => {
		onProblem(problem !== undefined);
		return () => onProblem(false);
	}, [problem]);
	return (
		<Field label="How long" hint="30m, 1h, 2d …" problem={problem}>
			<Text mono value={step.for} onChange={(duration) => onChange({ ...step, for: duration.trim() })} />
		</Field>
	);
}
