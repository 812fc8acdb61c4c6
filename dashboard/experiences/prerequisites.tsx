import type { Experience, Prerequisite } from '../../core/release/types.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';

interface Props {
	readonly value: readonly Prerequisite[];
	readonly onChange: (value: readonly Prerequisite[]) => void;
	readonly others: readonly Experience[];
}

/** Other experiences, and which of their variants a visitor must have to take part in this one. */
export function Prerequisites({ value, onChange, others }: Props) {
	const free = others.filter(({ id }) => !value.some(({ experienceId }) => experienceId === id));
	const replace = (index: number, next: Prerequisite) => onChange(value.map((old, at) => (at === index ? next : old)));
	return (
		<fieldset class="field">
			<legend class="label">Only for who has</legend>
			{value.map((prerequisite, index) => (
				<One
					key={prerequisite.experienceId}
					value={prerequisite}
					onChange={(next) => replace(index, next)}
					onRemove={() => onChange(value.filter((_, at) => at !== index))}
					experience={others.find(({ id }) => id === prerequisite.experienceId)}
				/>
			))}
			{free.length > 0 && (
				<Select
					label="Add an experience that this one needs"
					value=""
					onChange={(id) => {
						const picked = others.find((other) => other.id === id);
						if (!picked) return;
						const variantIds = picked.variants.map((variant) => variant.id).slice(0, 1);
						onChange([...value, { experienceId: id, variantIds }]);
					}}
					options={[
						['', value.length === 0 ? 'No matter what they have elsewhere' : 'And a variant of …'],
						...free.map(({ id, name }) => [id, name] as const),
					]}
				/>
			)}
		</fieldset>
	);
}

interface OneProps {
	readonly value: Prerequisite;
	readonly onChange: (value: Prerequisite) => void;
	readonly onRemove: () => void;
	readonly experience: Experience | undefined;
}

function One({ value, onChange, onRemove, experience }: OneProps) {
	const name = experience?.name ?? value.experienceId;
	function toggle(id: string, has: boolean) {
		const rest = value.variantIds.filter((other) => other !== id);
		const next = has ? [...rest, id] : rest;
		// One that asks for no variant asks for nothing: the last one stays.
		if (next.length > 0) onChange({ ...value, variantIds: next });
	}
	return (
		<div class="needed">
			<div class="row apart">
				<span class="wrap-anywhere">{name}</span>
				<Button kind="quiet" small icon="trash" label={`No longer need ${name}`} onClick={onRemove} />
			</div>
			{!experience && <div class="problem">There is no such experience on this site any more.</div>}
			{experience?.variants.map((variant) => (
				<label key={variant.id} class="check">
					<input
						type="checkbox"
						checked={value.variantIds.includes(variant.id)}
						onChange={(event) => toggle(variant.id, event.currentTarget.checked)}
					/>
					{variant.name}
				</label>
			))}
		</div>
	);
}
