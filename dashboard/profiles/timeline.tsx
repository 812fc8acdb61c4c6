import { useState } from 'preact/hooks';
import { EventDetails, ViolationBadge } from '../events/circumstances.tsx';
import { readCircumstances } from '../events/read-circumstances.ts';
import type { List } from '../shapes/list.ts';
import type { TimelineEvent } from '../shapes/profiles.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatClock, formatInstant } from '../ui/format.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Empty, Failure, Skeleton } from '../ui/states.tsx';
import { PageLink } from '../ui/text.tsx';
import { usePages } from '../ui/use-pages.ts';
import { describeCause } from './describe-cause.ts';
import { groupByDay } from './group-by-day.ts';

/** What somebody did, or the members of an account, newest first, by day. */
export function Timeline(props: {
	/** What is loaded: another key is another timeline. */
	name: string;
	load: (before: string | null, signal?: AbortSignal) => Promise<List<TimelineEvent>>;
	/** Why there may be nothing. */
	nothing: string;
}) {
	const pages = usePages(props.name, props.load);
	return (
		<Card
			title="Timeline"
			flush
			actions={
				<Button kind="quiet" small onClick={pages.reload}>
					Refresh
				</Button>
			}
		>
			{pages.error ? (
				<Failure error={pages.error} retry={pages.reload} />
			) : pages.items === undefined ? (
				<div class="body">
					<Skeleton lines={8} />
				</div>
			) : pages.items.length === 0 ? (
				<Empty icon="clock" title="Nothing recorded">
					<p>{props.nothing}</p>
				</Empty>
			) : (
				groupByDay(pages.items, Date.now()).map((day) => (
					<section key={day.title} class="day">
						<h3>{day.title}</h3>
						<ol>
							{day.events.map((event) => (
								<Moment key={`${event.profileId ?? ''} ${event.messageId}`} event={event} />
							))}
						</ol>
					</section>
				))
			)}
			{pages.more && (
				<div class="body">
					<Button onClick={pages.more}>Load more</Button>
				</div>
			)}
		</Card>
	);
}

const icons: Record<string, IconName> = { page: 'globe', screen: 'globe', identify: 'user', group: 'profiles' };

function Moment({ event }: { event: TimelineEvent }) {
	const [open, setOpen] = useState(false);
	const url = event.properties.url;
	const { violations } = readCircumstances(event);
	return (
		<li class="moment">
			<button type="button" class="moment-face" aria-expanded={open} onClick={() => setOpen(!open)}>
				<span class="moment-icon">
					<Icon name={icons[event.type] ?? 'bolt'} size={15} />
				</span>
				<span class="truncate name">
					{event.event}{' '}
					<span class="soft regular">{event.profileName ?? (aboutSegment(event) || aboutMerge(event))}</span>
				</span>
				<ViolationBadge count={violations.length} />
				<time class="faint numeric small" dateTime={event.timestamp} title={formatInstant(event.timestamp)}>
					{formatClock(event.timestamp)}
				</time>
				<Icon name={open ? 'down' : 'chevron'} size={14} />
			</button>
			{typeof url === 'string' && (
				<div class="moment-url small truncate">
					<PageLink url={url} />
				</div>
			)}
			{open && (
				<div class="moment-more">
					{event.profileId !== undefined && (
						<p class="small">
							<a href={`/profiles/${encodeURIComponent(event.profileId)}`}>{event.profileName ?? 'Who did it'}</a>
						</p>
					)}
					<EventDetails event={event} />
					<p class="faint small">
						{event.type} · received {formatInstant(event.receivedAt)} · <span class="mono">{event.messageId}</span>
					</p>
				</div>
			)}
		</li>
	);
}

const memberships: Readonly<Record<string, string>> = {
	in: 'put in by hand',
	out: 'kept out by hand',
	rule: 'the rule decides again',
};

/** Why two profiles are one since then. */
function aboutMerge({ event, properties: { kind, value } }: TimelineEvent): string {
	const isMerge = event === 'Profiles Merged' && typeof kind === 'string' && typeof value === 'string';
	return isMerge ? describeCause({ kind, value }) : '';
}

/** Which segment Edgewise's own events are about, and what was decided. */
function aboutSegment({ event, properties: { segment, membership } }: TimelineEvent): string {
	if (!event.startsWith('Segment ') || typeof segment !== 'string') return '';
	const decided = typeof membership === 'string' ? memberships[membership] : undefined;
	return decided ? `${segment}: ${decided}` : segment;
}
