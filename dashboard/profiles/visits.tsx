import type { Profile, Touch } from '../shapes/profiles.ts';
import { Card } from '../ui/card.tsx';
import { formatCount, formatDuration, plural, toMs } from '../ui/format.ts';
import { Ago } from '../ui/text.tsx';

/** How often the person came, for how long last, and what led them here. */
export function Visits({ visits: { sessions, lastSession, firstTouch, lastTouch } }: { visits: Profile['visits'] }) {
	return (
		<Card title="Visits">
			{!lastSession && <p class="soft">None yet. They come from events of browsers, and from page views.</p>}
			{lastSession && (
				<dl class="facts">
					<dt>Sessions</dt>
					<dd class="numeric">{formatCount(sessions)}</dd>
					<dt>Last session</dt>
					<dd>
						<Ago at={lastSession.startedAt} /> · {plural(lastSession.pages, 'page')} · {durationOf(lastSession)}
					</dd>
					{firstTouch && <TouchFacts title="Came first" touch={firstTouch} />}
					{lastTouch && <TouchFacts title="Led here last" touch={lastTouch} />}
				</dl>
			)}
		</Card>
	);
}

function TouchFacts({ title, touch }: { title: string; touch: Touch }) {
	return (
		<>
			<dt>{title}</dt>
			<dd>
				{sourceOf(touch)} · <Ago at={touch.at} />
				{touch.path && <div class="faint small mono wrap-anywhere">{touch.path}</div>}
			</dd>
		</>
	);
}

/** The campaign in its own words, else the host that led here. */
function sourceOf({ utm, referrerHost }: Touch): string {
	const { source, medium, name } = utm;
	const said = [source, medium, name].filter((part) => typeof part === 'string').join(' / ');
	const [clickId] = Object.keys(utm);
	return said || (clickId ? `an ad (${clickId})` : (referrerHost ?? 'directly'));
}

function durationOf({ startedAt, lastAt }: NonNullable<Profile['visits']['lastSession']>): string {
	const minutes = Math.round(((toMs(lastAt) ?? 0) - (toMs(startedAt) ?? 0)) / 60_000);
	return minutes < 1 ? 'under a minute' : formatDuration(`${minutes}m`);
}
