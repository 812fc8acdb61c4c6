import { ConditionBuilder } from '../condition-builder/condition-builder.tsx';
import type { JourneyDraft } from '../shapes/journeys.ts';
import { Card } from '../ui/card.tsx';
import { Field, Select, Text } from '../ui/field.tsx';
import type { Draft } from '../ui/use-draft.ts';

/** What holds for the whole journey: its name, how often a person may enter, and when it ends early. */
export function Rules(props: { journey: JourneyDraft } & Pick<Draft<JourneyDraft>, 'change' | 'problem'>) {
	const { journey, change, problem } = props;
	return (
		<Card title="Rules">
			<div class="stack loose">
				<Field label="Name">
					<Text value={journey.name} onChange={(name) => change({ name })} placeholder="Left cart" />
				</Field>
				<Field label="May a person enter again?">
					<Select
						value={journey.reentry}
						onChange={(reentry) => change({ reentry })}
						options={[
							['never', 'Never'],
							['after-exit', 'Once they are out'],
							['always', 'Every time, also twice at once'],
						]}
					/>
				</Field>
				<ConditionBuilder
					label="Ends early when"
					value={journey.exitWhen}
					onChange={(exitWhen) => change({ exitWhen })}
					onProblem={problem('exitWhen')}
					optional="Never; everyone goes to the end"
					enrollment
					rows={6}
				/>
			</div>
		</Card>
	);
}
