import type { LiveEvent } from '../shapes.ts';
import { Badge } from '../ui/card.tsx';
import { formatClock, formatInstant } from '../ui/format.ts';
import { Avatar, PageLink } from '../ui/text.tsx';

/** One event of the feed; the row leads to the profile. */
export function EventRow({ event }: { event: LiveEvent }) {
	const who = event.name ?? 'Visitor';
	return (
		<li class="event">
			<time class="faint numeric small" dateTime={event.timestamp} title={formatInstant(event.timestamp)}>
				{formatClock(event.timestamp)}
			</time>
			<Avatar of={event.name ?? '·'} />
			<div class="who">
				<a class="cover truncate" href={`/profiles/${encodeURIComponent(event.profileId)}`}>
					{who}
				</a>
				<div class="faint small truncate">{[event.country, event.device].filter(Boolean).join(' · ')}</div>
			</div>
			<div class="what">
				<div class="truncate name">{event.event}</div>
				<div class="truncate small">
					<PageLink url={event.page} />
				</div>
			</div>
			<div class="groups">
				{event.segments.map((name) => (
					<Badge key={name} tone="accent">
						{name}
					</Badge>
				))}
			</div>
		</li>
	);
}
