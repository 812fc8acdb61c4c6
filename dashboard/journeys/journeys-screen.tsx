import { api } from '../api.ts';
import { ListScreen } from '../layout/list-screen.tsx';
import type { Journey } from '../shapes/journeys.ts';
import { Badge, type Tone } from '../ui/card.tsx';
import { formatCount } from '../ui/format.ts';
import type { Column } from '../ui/table.tsx';
import { useLoad } from '../ui/use-load.ts';

const tones: Record<Journey['status'], Tone> = { draft: 'plain', on: 'good', off: 'warn' };

/** Whether a journey takes people in. */
export function JourneyStatus({ status }: { status: Journey['status'] }) {
	return (
		<Badge tone={tones[status]} dot>
			{status}
		</Badge>
	);
}

const columns: readonly Column<Journey>[] = [
	{
		title: 'Journey',
		cell: ({ id, name, trigger }) => (
			<>
				<a class="cover" href={`/journeys/${encodeURIComponent(id)}`}>
					{name}
				</a>
				<div class="faint small">begins with {trigger.event}</div>
			</>
		),
	},
	{ title: 'Status', keep: true, cell: ({ status }) => <JourneyStatus status={status} /> },
	{ title: 'On their way', align: 'right', cell: ({ counts }) => <Count of={counts.active} /> },
	{ title: 'Finished', align: 'right', cell: ({ counts }) => <Count of={counts.finished} /> },
	{ title: 'Left early', align: 'right', cell: ({ counts }) => <Count of={counts.exited} /> },
	{ title: 'Version', align: 'right', cell: ({ version }) => <span class="faint numeric">{version}</span> },
];

function Count({ of }: { of: number }) {
	return <span class="numeric">{formatCount(of)}</span>;
}

/** All journeys with how many people are on their way. */
export default function JourneysScreen() {
	const loaded = useLoad('journeys', api.journeys);
	return (
		<ListScreen
			title="Journeys"
			about="Follow-ups that begin by themselves."
			loaded={loaded}
			columns={columns}
			create={{ href: '/journeys/new', label: 'New journey' }}
			empty={{
				icon: 'journeys',
				title: 'No journeys yet',
				says: 'A journey waits for an event, then writes to the person, unless something happened meanwhile.',
			}}
		/>
	);
}
