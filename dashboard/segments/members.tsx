import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { ProfileTable } from '../profiles/profile-table.tsx';
import { TakeOut } from '../profiles/take-out.tsx';
import type { Segment } from '../shapes/segments.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { DayChart } from '../ui/day-chart.tsx';
import { formatCount } from '../ui/format.ts';
import { Empty, Failure } from '../ui/states.tsx';
import { useLoad } from '../ui/use-load.ts';
import { usePages } from '../ui/use-pages.ts';
import { AddPeople } from './add-people.tsx';

interface Props {
	readonly segment: Segment;
	/** Another number when members may have changed. */
	readonly turn: number;
	readonly onChange: () => void;
}

/** Who is in the segment now, newest first, how many were on each day, and a way in and out by hand. */
export function Members({ segment, turn, onChange }: Props) {
	const { id, kind, members, updatedAt } = segment;
	const [isOpen, setOpen] = useState(false);
	const pages = usePages(`members:${id}:${updatedAt}:${turn}`, (cursor, signal) =>
		api.profiles({ segment: id, cursor }, signal),
	);
	return (
		<div class="below stack loose">
			<Card
				title={`Members (${formatCount(members)})`}
				flush
				actions={
					<>
						<Button kind="quiet" small onClick={onChange}>
							Refresh
						</Button>
						<Button small icon="plus" onClick={() => setOpen(true)}>
							People by hand
						</Button>
						<TakeOut segment={segment} />
					</>
				}
			>
				{pages.error ? (
					<Failure error={pages.error} retry={pages.reload} />
				) : pages.items?.length === 0 ? (
					<Empty icon="profiles" title="Nobody is in it yet">
						<p>
							{kind === 'list'
								? 'Put people in by hand: one by one, or from a file.'
								: 'People enter by themselves as soon as they meet the condition.'}
						</p>
					</Empty>
				) : (
					<ProfileTable rows={pages.items} />
				)}
				{pages.more && (
					<div class="body">
						<Button onClick={pages.more}>Load more</Button>
					</div>
				)}
			</Card>
			<Sizes segment={segment} />
			{isOpen && <AddPeople segment={segment} onChange={onChange} onClose={() => setOpen(false)} />}
		</div>
	);
}

/** How many people were in it on each day on which they were counted. */
function Sizes({ segment: { id, members } }: { segment: Segment }) {
	const { data } = useLoad(`sizes:${id}:${members}`, (signal) => api.segmentSizes(id, signal), true);
	if (!data || data.items.length < 2) return null;
	return (
		<Card title="Size">
			<DayChart
				title="Members, as counted"
				series={['Members']}
				days={data.items.map(({ date, members: count }) => ({ date, values: [count] }))}
			/>
		</Card>
	);
}
