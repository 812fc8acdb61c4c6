import type { Experience } from '../../core/release/types.ts';
import { Card } from '../ui/card.tsx';
import { Field, Select } from '../ui/field.tsx';
import { BanditFields } from './bandit-fields.tsx';
import { ExclusiveGroup } from './exclusive-group.tsx';
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
				{kind === 'bandit' && <BanditFields value={bandit} onChange={(next) => change({ bandit: next })} />}
				{(isRandom || holdout > 0) && (
					<Field label="Counts as seen" hint="In every variant alike, the control too.">
						<Select
							value={value.exposure ?? 'rendered'}
							onChange={(exposure) => change({ exposure })}
							options={[
								['rendered', 'Once what changes is on the page'],
								['visible', 'Once what changes is on the screen'],
							]}
						/>
					</Field>
				)}
				<ExclusiveGroup
					value={value.namespace ?? null}
					onChange={(namespace) => change({ namespace })}
					others={others.filter((other) => other.id !== id)}
				/>
				<Prerequisites
					value={value.prerequisites ?? []}
					onChange={(prerequisites) => change({ prerequisites })}
					others={others.filter((other) => other.id !== id)}
				/>
			</div>
		</Card>
	);
}
