import { EventRow } from '../live/event-row.tsx';
import { useFeed } from '../live/feed.ts';
import { Card } from '../ui/card.tsx';
import '../live/live.css';

/** Events that break the plan, as they come in. */
export function LiveViolations({ siteId }: { siteId: string }) {
	const feed = useFeed();
	const events = feed.events.filter((event) => event.siteId === siteId && event.violations > 0);
	return (
		<Card title="Breaking the plan right now" flush>
			{events.length > 0 ? (
				<ol class="events" aria-label="Events that break the plan, newest first">
					{events.map((event) => (
						<EventRow key={event.messageId} event={event} />
					))}
				</ol>
			) : (
				<p class="quiet-line soft" role="status">
					{feed.state === 'open' ? 'Watching. Nothing has broken the plan since you opened this page.' : 'Connecting…'}
				</p>
			)}
		</Card>
	);
}
