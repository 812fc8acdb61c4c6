import { useId, useState } from 'preact/hooks';
import type { LiveItem } from '../../core/live/types.ts';
import { EventDetails, ViolationBadge } from '../events/circumstances.tsx';
import { Badge } from '../ui/card.tsx';
import { formatClock, formatInstant } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Await } from '../ui/states.tsx';
import { Avatar, PageLink } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';
import { loadEvent } from './load-event.ts';

/** One event of the feed: the row leads to the profile, and opens to all that the event carried. */
export function EventRow({ event }: { event: LiveItem }) {
	const [open, setOpen] = useState(false);
	const id = useId();
	const who = event.name ?? 'Visitor';
	const from = [[event.city, event.country].filter(Boolean).join(', '), event.device, event.browser, event.os];
	return (
		<li class="event">
			<div class="event-line">
				<time class="faint numeric small" dateTime={event.timestamp} title={formatInstant(event.timestamp)}>
					{formatClock(event.timestamp)}
				</time>
				<Avatar of={event.name ?? '·'} />
				<div class="who">
					<a class="cover truncate" href={`/profiles/${encodeURIComponent(event.profileId)}`}>
						{who}
					</a>
					<div class="faint small truncate">{from.filter(Boolean).join(' · ')}</div>
				</div>
				<div class="what">
					<div class="truncate name">{event.event}</div>
					<div class="truncate small">
						<PageLink url={event.page} />
						{event.campaign !== null && <span class="faint"> via {event.campaign}</span>}
					</div>
				</div>
				<div class="groups">
					<ViolationBadge count={event.violations} />
					<Refusals consent={event.consent} />
					{event.segments.map((name) => (
						<Badge key={name} tone="accent">
							{name}
						</Badge>
					))}
				</div>
				<button
					type="button"
					class="button quiet small icon above"
					aria-expanded={open}
					aria-controls={id}
					aria-label={`Details of ${event.event}`}
					onClick={() => setOpen(!open)}
				>
					<Icon name={open ? 'down' : 'chevron'} size={14} />
				</button>
			</div>
			<div id={id}>{open && <More event={event} />}</div>
		</li>
	);
}

/** What the person has said no to: consent that is given needs no room in a line. */
function Refusals({ consent }: { consent: LiveItem['consent'] }) {
	const refused = Object.entries(consent ?? {}).filter(([, granted]) => !granted);
	if (refused.length === 0) return null;
	return <Badge tone="plain">no consent: {refused.map(([purpose]) => purpose).join(', ')}</Badge>;
}

function More({ event }: { event: LiveItem }) {
	const loaded = useLoad(`event:${event.profileId}:${event.messageId}`, (signal) => loadEvent(event, signal));
	return (
		<div class="event-more">
			<Await of={loaded}>
				{(whole) =>
					whole ? <EventDetails event={whole} /> : <p class="soft">This event is no longer in the person’s timeline.</p>
				}
			</Await>
		</div>
	);
}
