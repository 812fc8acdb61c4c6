import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import type { Goal } from '../shapes.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty, Failure } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
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
	const create = (
		<ButtonLink kind="primary" icon="plus" href="/goals/new">
			New goal
		</ButtonLink>
	);
	return (
		<Page
			title="Goals"
			about="What experiences are judged by: what people do after they saw a variant."
			actions={create}
		>
			<Card flush>
				{loaded.error ? (
					<Failure error={loaded.error} retry={loaded.reload} />
				) : loaded.data?.items.length === 0 ? (
					<Empty icon="goals" title="No goals yet" actions={create}>
						<p>
							Orders, revenue a person, coming back within a week: whatever a variant is to be better at. A goal also
							tells of what happened before it was made.
						</p>
					</Empty>
				) : (
					<Table caption="Goals" columns={columns} rows={loaded.data?.items} rowKey={({ id }) => id} />
				)}
			</Card>
		</Page>
	);
}
