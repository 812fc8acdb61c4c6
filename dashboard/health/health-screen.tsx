import { useEffect, useState } from 'preact/hooks';
import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import { site } from '../layout/session.ts';
import type { Health } from '../shapes/health.ts';
import type { Site } from '../shapes/sites.ts';
import { Install } from '../sites/install.tsx';
import { Card } from '../ui/card.tsx';
import { Segmented } from '../ui/field.tsx';
import { formatCount, plural } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Await, Empty } from '../ui/states.tsx';
import { useLoad } from '../ui/use-load.ts';
import { Charts, DayTable } from './chart.tsx';
import './health.css';
import { LiveViolations } from './live-violations.tsx';
import { Reasons } from './reasons.tsx';
import { seriesOf } from './series.ts';

/** What became of a site's events: by day, and why some were not simply kept. */
export default function HealthScreen() {
	const current = site.value;
	return current ? <OfSite key={current.id} of={current} /> : <NoSite />;
}

const periods = [
	['7', '7 days'],
	['14', '14 days'],
	['30', '30 days'],
	['90', '90 days'],
] as const;

/** How often the counts are asked for again. */
const refreshMs = 5000;

function OfSite({ of }: { of: Site }) {
	const [period, setPeriod] = useState<(typeof periods)[number][0]>('14');
	const loaded = useLoad(`health:${of.id}:${period}`, (signal) => api.health(of.id, Number(period), signal), true);
	const { reload } = loaded;
	useEffect(() => {
		const timer = setInterval(() => document.visibilityState === 'visible' && reload(), refreshMs);
		return () => clearInterval(timer);
	}, [reload]);
	return (
		<Page
			title="Tracking health"
			about={`What became of the events that were sent to ${of.name}.`}
			actions={<Segmented label="Period" value={period} onChange={setPeriod} options={periods} />}
		>
			<Await of={loaded}>{(health) => <Shown health={health} of={of} />}</Await>
		</Page>
	);
}

function Shown({ health, of }: { health: Health; of: Site }) {
	const [view, setView] = useState<'chart' | 'table'>('chart');
	const { days, reasons } = health;
	if (days.every(({ counts }) => Object.keys(counts).length === 0)) return <Nothing of={of} />;
	return (
		<div class="stack loose">
			<Verdict health={health} />
			<Card
				title="By day"
				flush
				actions={
					<Segmented
						label="Show as"
						value={view}
						onChange={setView}
						options={[
							['chart', 'Chart'],
							['table', 'Table'],
						]}
					/>
				}
			>
				{view === 'chart' ? <Charts days={days} /> : <DayTable days={days} />}
			</Card>
			{reasons.length > 0 && <Reasons reasons={reasons} />}
			<LiveViolations siteId={of.id} />
		</div>
	);
}

/** In a sentence: whether something has to be mended. */
function Verdict({ health: { days } }: { health: Health }) {
	const [accepted, refused, violating] = ['accepted', 'refused', 'violating'].map((kind) => seriesOf(days, kind).total);
	const trouble = [
		refused ? `${formatCount(refused)} ${refused === 1 ? 'was' : 'were'} refused` : null,
		violating ? `${formatCount(violating)} ${violating === 1 ? 'breaks' : 'break'} the plan` : null,
	].filter(Boolean);
	if (trouble.length === 0) {
		return (
			<div class="notice good" role="status">
				<Icon name="check" />
				<p>All is well: no event was refused, and none broke the plan. {plural(accepted ?? 0, 'event')} accepted.</p>
			</div>
		);
	}
	return (
		<div class="notice warn" role="status">
			<Icon name="warning" />
			<p>
				{plural(accepted ?? 0, 'event')} accepted; {trouble.join(', ')}. The reasons below say how to mend it.
			</p>
		</div>
	);
}

function Nothing({ of }: { of: Site }) {
	return (
		<Card>
			<Empty icon="health" title="No events yet">
				<p>
					As soon as your site sends events, this page says what became of each of them. The tag goes into its head:
				</p>
				<Install site={of} />
			</Empty>
		</Card>
	);
}

function NoSite() {
	return (
		<Page title="Tracking health">
			<Empty
				icon="health"
				title="There is no site yet"
				actions={
					<a class="button primary" href="/settings">
						Add a site
					</a>
				}
			>
				<p>Events are sent to a site. Add one, and put its tag on your pages.</p>
			</Empty>
		</Page>
	);
}
