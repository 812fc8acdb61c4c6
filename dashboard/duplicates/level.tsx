import type { Duplicate, DuplicateLevel } from '../shapes/duplicates.ts';
import { Badge, type Tone } from '../ui/card.tsx';

const tones: Readonly<Record<DuplicateLevel, Tone>> = { certain: 'good', likely: 'info', possible: 'plain' };

/** How sure it is that two are one. */
export function Level({ of: { level, score } }: { of: Duplicate }) {
	return (
		<Badge tone={tones[level]}>
			{level} · {score}
		</Badge>
	);
}

/** What speaks for one person, and what against. */
export function Reasons({ of: { reasons, against } }: { of: Duplicate }) {
	return (
		<>
			{reasons.join('. ')}.
			{against.length > 0 && <div class="faint small">But: {against.join(', ').toLowerCase()}.</div>}
		</>
	);
}
