import { api } from '../api.ts';
import { readAloud } from '../condition-builder/read-aloud.ts';
import { Page } from '../layout/page.tsx';
import type { Segment } from '../shapes.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Badge, Card } from '../ui/card.tsx';
import { formatCount } from '../ui/format.ts';
import { Empty, Failure } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Ago } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';
import { SweepProgress } from './sweep.tsx';

const columns: readonly Column<Segment>[] = [
	{
		title: 'Segment',
		width: '30%',
		cell: ({ id, name, description }) => (
			<>
				<a class="cover" href={`/segments/${encodeURIComponent(id)}`}>
					{name}
				</a>
				<div class="faint small">{description}</div>
			</>
		),
	},
	{
		title: 'Who is in it',
		cell: ({ kind, condition, takenAt }) => (
			<span class="soft">
				{kind === 'list' ? (
					'Whoever was put there by hand'
				) : (
					<>
						{kind === 'snapshot' && (
							<>
								<Badge>Snapshot</Badge> <Ago at={takenAt} />:{' '}
							</>
						)}
						{readAloud(condition)}
					</>
				)}
			</span>
		),
	},
	{
		title: 'Members',
		align: 'right',
		keep: true,
		width: '100',
		cell: ({ members }) => <span class="numeric">{formatCount(members)}</span>,
	},
	{ title: 'Changed', align: 'right', width: '120', cell: ({ updatedAt }) => <Ago at={updatedAt} /> },
];

/** All segments with how many people are in each now. */
export default function SegmentsScreen() {
	const loaded = useLoad('segments', api.segments);
	const create = (
		<ButtonLink kind="primary" icon="plus" href="/segments/new">
			New segment
		</ButtonLink>
	);
	return (
		<Page title="Segments" about="Groups of people, always up to date." actions={create}>
			<SweepProgress turn="list" onOver={loaded.reload} />
			<Card flush>
				{loaded.error ? (
					<Failure error={loaded.error} retry={loaded.reload} />
				) : loaded.data?.items.length === 0 ? (
					<Empty icon="segments" title="No segments yet" actions={create}>
						<p>Say once who belongs together, by what they did or who they are; Edgewise keeps the group right.</p>
					</Empty>
				) : (
					<Table caption="Segments" columns={columns} rows={loaded.data?.items} rowKey={({ id }) => id} />
				)}
			</Card>
		</Page>
	);
}
