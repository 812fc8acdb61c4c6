import type { Experience } from '../../core/release/types.ts';
import { Card } from '../ui/card.tsx';
import { Field, Segmented, Select, Text } from '../ui/field.tsx';

interface Props {
	readonly value: Omit<Experience, 'id'>;
	readonly change: (part: Partial<Experience>) => void;
}

const kinds = {
	personalization: 'The first variant that fits the visitor is shown.',
	experiment: 'Chance splits visitors among the variants, by their shares.',
	bandit: 'Chance splits visitors, and shows more of them what works better for the goal.',
} as const;

const statuses = {
	draft: 'Saved, but never part of a release.',
	live: 'Visitors see it with the next release.',
	paused: 'The next release leaves it out; nothing is lost.',
} as const;

/** What it is called, how it chooses, and whether it runs at all. */
export function Basics({ value, change }: Props) {
	return (
		<Card title="Experience">
			<div class="stack">
				<Field label="Name">
					<Text value={value.name} onChange={(name) => change({ name })} placeholder="Welcome back on the home page" />
				</Field>
				<Field label="Kind" hint={kinds[value.kind]}>
					<Select
						value={value.kind}
						onChange={(kind) => change({ kind })}
						options={[
							['personalization', 'Personalization'],
							['experiment', 'Experiment'],
							['bandit', 'Bandit'],
						]}
					/>
				</Field>
				<Segmented
					label="Status"
					value={value.status}
					onChange={(status) => change({ status })}
					options={[
						['draft', 'Draft'],
						['live', 'Live'],
						['paused', 'Paused'],
					]}
				/>
				<p class="soft small">{statuses[value.status]}</p>
			</div>
		</Card>
	);
}
