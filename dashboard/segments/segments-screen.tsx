import { api } from '../api.ts';
import { readAloud } from '../condition-builder/read-aloud.ts';
import { ListScreen } from '../layout/list-screen.tsx';
import type { Segment } from '../shapes/segments.ts';
import { Badge } from '../ui/card.tsx';
import { formatCount } from '../ui/format.ts';
import type { Column } from '../ui/table.tsx';
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
	return (
		<ListScreen
			title="Segments"
			about="Groups of people, always up to date."
			loaded={loaded}
			columns={columns}
			words={({ name, description }) => `${name} ${description}`}
			create={{ href: '/segments/new', label: 'New segment' }}
			empty={{
				icon: 'segments',
				title: 'No segments yet',
				says: 'Say once who belongs together, by what they did or who they are; Edgewise keeps the group right.',
			}}
		>
			<SweepProgress turn="list" onOver={loaded.reload} />
		</ListScreen>
	);
}
