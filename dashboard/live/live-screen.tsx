import { useEffect } from 'preact/hooks';
import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import { site } from '../layout/session.ts';
import { Install } from '../sites/install.tsx';
import { siteUrl } from '../sites/site-url.ts';
import { Button } from '../ui/button.tsx';
import { Badge, Card } from '../ui/card.tsx';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Empty } from '../ui/states.tsx';
import { useLoad } from '../ui/use-load.ts';
import { EventRow } from './event-row.tsx';
import { type FeedState, useFeed } from './feed.ts';
import './live.css';

/** What visitors do, as it happens, with the day's figures above. */
export default function LiveScreen() {
	const feed = useFeed();
	const current = site.value;
	const events = current ? feed.events.filter(({ siteId }) => siteId === current.id) : feed.events;
	return (
		<Page
			title="Live"
			about="What visitors do, as it happens."
			actions={
				<>
					<Connection state={feed.state} />
					<Button icon={feed.paused ? 'play' : 'pause'} onClick={() => feed.pause(!feed.paused)}>
						{feed.paused ? `Resume${feed.held > 0 ? ` (${feed.held} new)` : ''}` : 'Pause'}
					</Button>
				</>
			}
		>
			<Figures />
			<Card
				title="Events"
				flush
				actions={
					events.length > 0 && (
						<Button kind="quiet" small onClick={feed.clear}>
							Clear
						</Button>
					)
				}
			>
				{events.length > 0 ? (
					<ol class="events" aria-label="Events, newest first">
						{events.map((event) => (
							<EventRow key={event.messageId} event={event} />
						))}
					</ol>
				) : (
					<Nothing />
				)}
			</Card>
		</Page>
	);
}

function Connection({ state }: { state: FeedState }) {
	const words = { open: 'Connected', connecting: 'Connecting…', waiting: 'Connection lost, trying again' } as const;
	const tone = { open: 'good', connecting: 'plain', waiting: 'warn' } as const;
	return (
		<span role="status" class={state === 'open' ? 'connection beating' : 'connection'}>
			<Badge tone={tone[state]} dot>
				{words[state]}
			</Badge>
		</span>
	);
}

/** How often the figures above the events are asked for again. */
const refreshMs = 5000;

function Figures() {
	const { data, reload } = useLoad('overview', api.overview);
	useEffect(() => {
		const timer = setInterval(() => document.visibilityState === 'visible' && reload(), refreshMs);
		return () => clearInterval(timer);
	}, [reload]);
	const figures = [
		['Profiles', data?.profiles, '/profiles'],
		['Seen today', data?.profilesToday, null],
		['Experiences live', data?.experiencesLive, '/experiences'],
		['Journeys on', data?.journeysOn, '/journeys'],
		['Messages today', data?.messagesSentToday, '/mailbox'],
	] as const;
	return (
		<dl class="figures">
			{figures.map(([title, count, path]) => (
				<div key={title}>
					<dt>{path ? <a href={path}>{title}</a> : title}</dt>
					<dd>{count === undefined ? <span class="skeleton w50" /> : formatCount(count)}</dd>
				</div>
			))}
		</dl>
	);
}

function Nothing() {
	const current = site.value;
	const hostname = current?.hostnames[0];
	return (
		<Empty
			icon="live"
			title="Waiting for a visitor"
			actions={
				hostname && (
					<a class="button primary" href={siteUrl(hostname, location)} target="_blank" rel="noopener">
						<Icon name="external" size={16} /> Open {hostname}
					</a>
				)
			}
		>
			<p>Open a page of your site in another tab and watch it appear here. No tag on it yet? Put this into its head:</p>
			{current && <Install site={current} />}
		</Empty>
	);
}
