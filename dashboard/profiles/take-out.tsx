import { api } from '../api.ts';
import { session } from '../layout/session.ts';
import type { Segment } from '../shapes/segments.ts';
import { Icon } from '../ui/icon.tsx';

/** People as a file: a segment's, or everybody. Not for viewers. */
export function TakeOut({ segment }: { segment: Pick<Segment, 'id' | 'name'> | null }) {
	const mayTake = session.value.state === 'in' && session.value.me.user.role !== 'viewer';
	if (!mayTake) return null;
	const whose = segment ? segment.name : 'everybody';
	return (
		<>
			{(['csv', 'ndjson'] as const).map((format) => (
				<a
					key={format}
					class="button quiet small"
					href={api.exportUrl(segment?.id ?? null, format)}
					download
					aria-label={`Download ${whose} as ${format.toUpperCase()}`}
				>
					<Icon name="download" size={16} />
					{format.toUpperCase()}
				</a>
			))}
		</>
	);
}
