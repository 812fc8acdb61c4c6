import { api } from '../api.ts';
import { Segmented } from '../ui/field.tsx';
import { Await } from '../ui/states.tsx';
import { useLoad } from '../ui/use-load.ts';

interface Props {
	/** Ids; empty for all. */
	readonly value: readonly string[];
	readonly onChange: (value: readonly string[]) => void;
}

/** All segments, or some of them. */
export function SegmentChoice({ value, onChange }: Props) {
	const loaded = useLoad('segments', api.segments);
	const first = loaded.data?.items[0]?.id;
	return (
		<div class="stack">
			<div class="field">
				<span class="label">Of which segments</span>
				<Segmented
					label="Of which segments"
					value={value.length === 0 ? 'all' : 'some'}
					options={[
						['all', 'All'],
						['some', 'Some'],
					]}
					onChange={(next) => onChange(next === 'all' || first === undefined ? [] : [first])}
				/>
			</div>
			{value.length > 0 && (
				<Await of={loaded}>
					{({ items }) => (
						<ul class="stack tight">
							{items.map(({ id, name }) => (
								<li key={id}>
									<label class="check">
										<input
											type="checkbox"
											checked={value.includes(id)}
											// The last one stays: none would mean all.
											disabled={value.length === 1 && value[0] === id}
											onChange={(event) =>
												onChange(event.currentTarget.checked ? [...value, id] : value.filter((one) => one !== id))
											}
										/>
										{name}
									</label>
								</li>
							))}
						</ul>
					)}
				</Await>
			)}
		</div>
	);
}
