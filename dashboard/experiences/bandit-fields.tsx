import { canTeach } from '../../core/goal/index.ts';
import type { BanditRule } from '../../core/release/types.ts';
import { api } from '../api.ts';
import { Field, Select } from '../ui/field.tsx';
import { useLoad } from '../ui/use-load.ts';
import { Percent } from './percent.tsx';

const usual: BanditRule = { goalId: null, floor: 0.05 };

/** What a bandit learns from, and what each variant keeps. */
export function BanditFields({
	value = usual,
	onChange,
}: {
	value: BanditRule | undefined;
	onChange: (bandit: BanditRule) => void;
}) {
	return (
		<div class="edit-grid">
			<Goal value={value.goalId} onChange={(goalId) => onChange({ ...value, goalId })} />
			<Field label="Floor, %" hint="What each variant keeps, however it does.">
				<Percent value={value.floor} onChange={(floor) => onChange({ ...value, floor })} />
			</Field>
		</div>
	);
}

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
