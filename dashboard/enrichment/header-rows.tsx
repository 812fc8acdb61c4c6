import type { EnrichmentDraft } from '../shapes/enrichment.ts';
import { Button } from '../ui/button.tsx';
import { Text } from '../ui/field.tsx';

type Headers = EnrichmentDraft['headers'];

/** Secret headers: a value that is stored is never shown, and stays until another one is typed. */
export function HeaderRows({ headers, onChange }: { headers: Headers; onChange: (headers: Headers) => void }) {
	const set = (place: number, part: Partial<Headers[number]>) =>
		onChange(headers.map((one, at) => (at === place ? { ...one, ...part } : one)));
	return (
		<div class="field">
			<span class="label">Secret headers</span>
			<div class="stack">
				{headers.map(({ name, value }, place) => (
					<fieldset key={place} class="secret-header" aria-label={`Header ${place + 1}`}>
						<Text
							mono
							label="Header"
							value={name}
							placeholder="Authorization"
							onChange={(next) => set(place, { name: next })}
						/>
						<Text
							type="password"
							label={`Value of ${name || 'the header'}`}
							autocomplete="off"
							value={value ?? ''}
							placeholder={value === null ? 'stored, not shown' : 'Bearer …'}
							onChange={(next) => set(place, { value: next })}
						/>
						<Button
							kind="quiet"
							small
							icon="trash"
							label={`Remove ${name || 'this header'}`}
							onClick={() => onChange(headers.filter((_, at) => at !== place))}
						/>
					</fieldset>
				))}
				<div>
					<Button small icon="plus" onClick={() => onChange([...headers, { name: '', value: '' }])}>
						Add a header
					</Button>
				</div>
			</div>
		</div>
	);
}
