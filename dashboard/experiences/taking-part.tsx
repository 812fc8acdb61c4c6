import { canTeach } from '../../core/goal/index.ts';
import type { Experience } from '../../core/release/types.ts';
import { api } from '../api.ts';
import { Card } from '../ui/card.tsx';
import { Field, Select, Text } from '../ui/field.tsx';
import { useLoad } from '../ui/use-load.ts';
import { Percent } from './percent.tsx';
import { Prerequisites } from './prerequisites.tsx';

interface Props {
	readonly value: Omit<Experience, 'id'>;
	/** Null for one that is not saved yet. */
	readonly id: string | null;
	readonly change: (part: Partial<Experience>) => void;
	readonly others: readonly Experience[];
}

/** Who of the audience takes part: by chance, by group, by what they have elsewhere; and who is held out. */
export function TakingPart({ value, id, change, others }: Props) {
	const { kind, coverage, holdout = 0, bandit } = value;
	const isRandom = kind !== 'personalization';
	return (
		<Card title="Who takes part">
			<div class="stack loose">
				<div class="edit-grid">
					{isRandom && (
						<Field label="Takes part, %" hint="Of the audience.">
							<Percent value={coverage} onChange={(share) => change({ coverage: share })} />
						</Field>
					)}
					<Field label="Held out, %" hint="See the page as it is, and are counted beside the others.">
						<Percent value={holdout} onChange={(share) => change({ holdout: share })} />
					</Field>
				</div>
				{kind === 'bandit' && (
					<div class="edit-grid">
						<Goal
							value={bandit?.goalId ?? null}
							onChange={(goalId) => change({ bandit: { floor: 0.05, ...bandit, goalId } })}
						/>
						<Field label="Floor, %" hint="What each variant keeps, however it does.">
							<Percent
								value={bandit?.floor ?? 0.05}
								onChange={(floor) => change({ bandit: { goalId: null, ...bandit, floor } })}
							/>
						</Field>
					</div>
				)}
				<Group value={value} change={change} />
				<Prerequisites
					value={value.prerequisites ?? []}
					onChange={(prerequisites) => change({ prerequisites })}
					others={others.filter((other) => other.id !== id)}
				/>
			</div>
		</Card>
	);
}

/** What a bandit's variants are judged by. */
function Goal({ value, onChange }: { value: string | null; onChange: (goalId: string | null) => void }) {
	const goals = useLoad('goals', api.goals).data?.items.filter(canTeach);
	const named = (goals ?? []).map(({ id, name }) => [id, name] as const);
	const isUnknown = value !== null && goals !== undefined && !goals.some(({ id }) => id === value);
	return (
		<Field
			label="Goal"
			hint={goals?.length === 0 ? <a href="/goals/new">Make the first goal.</a> : 'What more of is better.'}
			{...(isUnknown && { problem: 'There is no such goal any more.' })}
		>
			<Select
				value={value ?? ''}
				onChange={(picked) => onChange(picked || null)}
				options={[
					['', 'Choose a goal'],
					...(isUnknown || !goals ? [[value ?? '-', value ?? '…'] as const] : []),
					...named,
				]}
			/>
		</Field>
	);
}

/** A group's visitors are divided, so that nobody is in two of its experiences. */
function Group({ value: { namespace }, change }: Pick<Props, 'value' | 'change'>) {
	const [name, from, to] = namespace ?? ['', 0, 1];
	const set = (next: readonly [string, number, number]) => change({ namespace: next[0] === '' ? null : next });
	return (
		<div class="stack">
			<Field label="Exclusive group" hint="Experiences of one group share out its visitors. Empty for none.">
				<Text value={name} onChange={(text) => set([text, from, to])} placeholder="checkout" />
			</Field>
			{name !== '' && (
				<div class="edit-grid">
					<Field label="Its part from, %">
						<Percent value={from} onChange={(share) => set([name, share, to])} />
					</Field>
					<Field label="To, %" {...(from >= to && { problem: 'This ends before it begins.' })}>
						<Percent value={to} onChange={(share) => set([name, from, share])} />
					</Field>
				</div>
			)}
		</div>
	);
}
