import { api } from '../api.ts';
import { ListScreen } from '../layout/list-screen.tsx';
import type { Goal } from '../shapes/results.ts';
import type { Column } from '../ui/table.tsx';
import { Ago } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';
import { sayGoal } from './say-goal.ts';

const columns: readonly Column<Goal>[] = [
	{
		title: 'Goal',
		width: '30%',
		keep: true,
		cell: ({ id, name }) => (
			<a class="cover" href={`/goals/${encodeURIComponent(id)}`}>
				{name}
			</a>
		),
	},
	{ title: 'What it tells', cell: (goal) => <span class="soft">{sayGoal(goal)}</span> },
	{ title: 'Changed', align: 'right', width: '120', cell: ({ updatedAt }) => <Ago at={updatedAt} /> },
];

/** What experiences are judged by. */
export default function GoalsScreen() {
	const loaded = useLoad('goals', api.goals);
	return (
		<ListScreen
			title="Goals"
			about="What experiences are judged by: what people do after they saw a variant."
			loaded={loaded}
			columns={columns}
			create={{ href: '/goals/new', label: 'New goal' }}
			empty={{
				icon: 'goals',
				title: 'No goals yet',
				says: 'Orders, revenue a person, coming back within a week: whatever a variant is to be better at. A goal also tells of what happened before it was made.',
			}}
		/>
	);
}
