import type { AnswerType, EnrichmentDraft } from '../shapes/enrichment.ts';
import { Button } from '../ui/button.tsx';
import { Select, Text } from '../ui/field.tsx';

type Mapping = EnrichmentDraft['mapping'];

const types: readonly (readonly [AnswerType, string])[] = [
	['text', 'text'],
	['number', 'a number'],
	['boolean', 'yes or no'],
	['date', 'a date'],
	['list', 'a list'],
	['any', 'anything'],
];

/** Which field of an answer becomes which trait, and what it must be. */
export function MappingRows({ mapping, onChange }: { mapping: Mapping; onChange: (mapping: Mapping) => void }) {
	const set = (place: number, part: Partial<Mapping[number]>) =>
		onChange(mapping.map((one, at) => (at === place ? { ...one, ...part } : one)));
	return (
		<div class="field">
			<span class="label">What of the answer becomes which trait</span>
			<div class="stack">
				{mapping.map(({ from, trait, type }, place) => (
					<fieldset key={place} class="mapped" aria-label={`Field ${place + 1}`}>
						<Text
							mono
							label="Field of the answer"
							value={from}
							placeholder="company.name"
							onChange={(next) => set(place, { from: next })}
						/>
						<Text
							mono
							label="Trait"
							value={trait}
							placeholder="company"
							onChange={(next) => set(place, { trait: next })}
						/>
						<Select label="Type" value={type} options={types} onChange={(next) => set(place, { type: next })} />
						<Button
							kind="quiet"
							small
							icon="trash"
							label={`Remove ${from || 'this field'}`}
							onClick={() => onChange(mapping.filter((_, at) => at !== place))}
						/>
					</fieldset>
				))}
				<div>
					<Button small icon="plus" onClick={() => onChange([...mapping, { from: '', trait: '', type: 'text' }])}>
						Add a field
					</Button>
				</div>
			</div>
			<span class="hint">
				Dots lead into objects. What is of another type is left out. Nothing stands over what a person or your server
				says.
			</span>
		</div>
	);
}
