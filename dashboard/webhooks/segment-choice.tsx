import { useLayoutEffect, useState } from 'preact/hooks';
import { api } from '../api.ts';
import { Segmented, Text } from '../ui/field.tsx';
import { Await } from '../ui/states.tsx';
import { useLoad } from '../ui/use-load.ts';

/** More than can be looked through: they can be searched. */
const many = 12;

interface Props {
	/** Ids; empty for all. */
	readonly value: readonly string[];
	readonly onChange: (value: readonly string[]) => void;
	/** Whether some are to be chosen and none is yet. */
	readonly onProblem: (broken: boolean) => void;
}

/** All segments, or some of them. */
export function SegmentChoice({ value, onChange, onProblem }: Props) {
	const loaded = useLoad('segments', api.segments);
	const [choosing, setChoosing] = useState(false);
	const [words, setWords] = useState('');
	const isShown = (name: string) => name.toLowerCase().includes(words.trim().toLowerCase());
	const some = choosing || value.length > 0;
	const missing = some && value.length === 0;
	// Before the next click can come: none would be saved as all.
	useLayoutEffect(() => {
		onProblem(missing);
		return () => onProblem(false);
	}, [missing]);
	function choose(kind: string) {
		setChoosing(kind === 'some');
		if (kind === 'all') onChange([]);
	}
	return (
		<div class="stack">
			<div class="field">
				<span class="label">Of which segments</span>
				<Segmented
					label="Of which segments"
					value={some ? 'some' : 'all'}
					options={[
						['all', 'All'],
						['some', 'Some'],
					]}
					onChange={choose}
				/>
			</div>
			{some && (
				<Await of={loaded}>
					{({ items }) => (
						<>
							{items.length > many && (
								<Text
									type="search"
									label="Search segments"
									placeholder="Name of a segment"
									value={words}
									onChange={setWords}
								/>
							)}
							<ul class="stack tight choices">
								{items
									.filter(({ id, name }) => value.includes(id) || isShown(name))
									.map(({ id, name }) => (
										<li key={id}>
											<label class="check wrap-anywhere">
												<input
													type="checkbox"
													checked={value.includes(id)}
													onChange={({ currentTarget: { checked } }) => {
														setChoosing(true);
														onChange(checked ? [...value, id] : value.filter((one) => one !== id));
													}}
												/>
												{name}
											</label>
										</li>
									))}
							</ul>
						</>
					)}
				</Await>
			)}
			{missing && <p class="soft small">Choose at least one.</p>}
		</div>
	);
}
