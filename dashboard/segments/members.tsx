import { api } from '../api.ts';
import { ProfileTable } from '../profiles/profile-table.tsx';
import type { Segment } from '../shapes.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatCount } from '../ui/format.ts';
import { Empty, Failure } from '../ui/states.tsx';
import { usePages } from '../ui/use-pages.ts';

/** Who is in the segment now, newest first. */
export function Members({ segment }: { segment: Segment }) {
	const pages = usePages(`members:${segment.id}:${segment.updatedAt}`, (cursor, signal) =>
		api.profiles({ segment: segment.id, cursor }, signal),
	);
	return (
		<div class="below">
			<Card
				title={`Members (${formatCount(segment.members)})`}
				flush
				actions={
					<Button kind="quiet" small onClick={pages.reload}>
						Refresh
					</Button>
				}
			>
				{pages.error ? (
					<Failure error={pages.error} retry={pages.reload} />
				) : pages.items?.length === 0 ? (
					<Empty icon="profiles" title="Nobody is in it yet">
						<p>People enter by themselves as soon as they meet the condition.</p>
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
		</div>
	);
}
