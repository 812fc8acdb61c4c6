import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import type { Journey } from '../shapes.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Badge, Card, type Tone } from '../ui/card.tsx';
import { formatCount } from '../ui/format.ts';
import { Empty, Failure } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
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
	const create = (
		<ButtonLink kind="primary" icon="plus" href="/journeys/new">
			New journey
		</ButtonLink>
	);
	return (
		<Page title="Journeys" about="Follow-ups that begin by themselves." actions={create}>
			<Card flush>
				{loaded.error ? (
					<Failure error={loaded.error} retry={loaded.reload} />
				) : loaded.data?.items.length === 0 ? (
					<Empty icon="journeys" title="No journeys yet" actions={create}>
						<p>A journey waits for an event, then writes to the person, unless something happened meanwhile.</p>
					</Empty>
				) : (
					<Table caption="Journeys" columns={columns} rows={loaded.data?.items} rowKey={({ id }) => id} />
				)}
			</Card>
		</Page>
	);
}
