import type { EnrichmentStanding } from '../shapes/enrichment.ts';
import { Badge, type Tone } from '../ui/card.tsx';

const tones: Readonly<Record<EnrichmentStanding['state'], Tone>> = { off: 'plain', working: 'good', failing: 'bad' };

/** Whether one of the owner's endpoints answers. */
export function StateBadge({ of: { standing } }: { of: { readonly standing: Pick<EnrichmentStanding, 'state'> } }) {
	return (
		<Badge tone={tones[standing.state]} dot>
			{standing.state}
		</Badge>
	);
}
