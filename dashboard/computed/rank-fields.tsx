import { Field, Text } from '../ui/field.tsx';
import { useTyped } from '../ui/use-typed.ts';
import { type AmountJson, boundsOf, readBounds } from './amount-form.ts';

interface Props {
	readonly amount: AmountJson;
	readonly onChange: (amount: AmountJson) => void;
	readonly problem: string | undefined;
}

/** Boundaries turn a number into a rank, for what is compared across people: recency, frequency, monetary value. */
export function RankFields({ amount, onChange, problem }: Props) {
	const { buckets: _, reverse, ...unranked } = amount;
	const bounds = boundsOf(amount);
	const { text, type, isBroken } = useTyped<readonly number[]>(
		bounds,
		(all) => all.join(', '),
		(typed) => readBounds(typed) ?? undefined,
	);
	return (
		<>
			<Field
				label="Boundaries of ranks"
				problem={isBroken ? 'Write numbers, each above the one before: 30, 90, 180.' : problem}
				hint={
					bounds.length > 0
						? `Told as a rank from 1 to ${bounds.length + 1}.`
						: 'Empty: the number itself. With boundaries it is told as a rank from 1 up.'
				}
			>
				<Text
					value={text}
					onChange={(next) => {
						type(next);
						const read = readBounds(next);
						if (read?.length === 0) onChange(unranked);
						else if (read) onChange({ ...amount, buckets: read });
					}}
					placeholder="30, 90, 180, 365"
				/>
			</Field>
			{bounds.length > 0 && (
				<label class="check">
					<input
						type="checkbox"
						checked={reverse === true}
						onChange={({ currentTarget: { checked } }) =>
							onChange({ ...unranked, buckets: bounds, ...(checked && { reverse: true }) })
						}
					/>
					<span>The lower the number, the higher the rank</span>
				</label>
			)}
		</>
	);
}
