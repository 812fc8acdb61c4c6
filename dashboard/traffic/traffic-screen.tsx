import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import { site } from '../layout/session.ts';
import type { Site } from '../shapes/sites.ts';
import type { Traffic } from '../shapes/traffic.ts';
import { Install } from '../sites/install.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { DayChart } from '../ui/day-chart.tsx';
import { Select } from '../ui/field.tsx';
import { formatCount } from '../ui/format.ts';
import { Await, Empty } from '../ui/states.tsx';
import { useLoad } from '../ui/use-load.ts';
import { figuresOf, whoIsCounted } from './counted.ts';
import { TopValues } from './top-values.tsx';
import './traffic.css';

const spans = [
	['7', 'Last 7 days'],
	['30', 'Last 30 days'],
	['90', 'Last 90 days'],
] as const;

/** How much a site is visited, where from and what for. */
export default function TrafficScreen() {
	const [span, setSpan] = useState<(typeof spans)[number][0]>('30');
	const current = site.value;
	return (
		<Page
			title="Traffic"
			about="How much the site is visited, where from and what for. Days are in UTC."
			actions={current && <Select label="Days shown" value={span} onChange={setSpan} options={spans} />}
		>
			{current ? (
				<SiteTraffic key={current.id} of={current} span={span} />
			) : (
				<Empty
					icon="globe"
					title="No site yet"
					actions={<ButtonLink href="/settings/sites/new">Add a site</ButtonLink>}
				>
					<p>Add the website that you want to know the visits of.</p>
				</Empty>
			)}
		</Page>
	);
}

function SiteTraffic({ of, span }: { of: Site; span: string }) {
	const loaded = useLoad(`traffic ${of.id} ${span}`, (signal) => api.traffic(of.id, span, signal), true);
	return (
		<Await of={loaded}>
			{(traffic) => (figuresOf(traffic).views === 0 ? <Nobody of={of} /> : <Counted of={of} traffic={traffic} />)}
		</Await>
	);
}

function Nobody({ of }: { of: Site }) {
	return (
		<Card>
			<Empty icon="traffic" title="No visits in these days">
				<p>Visits appear here as soon as a page with the tag is viewed. {whoIsCounted(of)}</p>
				<Install site={of} />
			</Empty>
		</Card>
	);
}

function Counted({ of, traffic }: { of: Site; traffic: Traffic }) {
	const { days, top } = traffic;
	const figures = figuresOf(traffic);
	const hasCookieless = days.some(({ cookieless }) => cookieless.views > 0);
	const series = hasCookieless ? ['With profile', 'Without consent'] : ['With profile'];
	const chart = (of: 'views' | 'visitors') =>
		days.map(({ date, identified, cookieless }) => ({
			date,
			values: [identified[of], cookieless[of]].slice(0, series.length),
		}));
	return (
		<>
			<dl class="traffic-figures">
				<Figure title="Views" count={figures.views} />
				<Figure title="Visitors a day" count={figures.visitorsADay} />
				<Figure title="Visitors today" count={figures.today} />
			</dl>
			<Card>
				<div class="traffic-charts">
					<DayChart title="Visitors" series={series} days={chart('visitors')} />
					<DayChart title="Views" series={series} days={chart('views')} />
				</div>
				<p class="soft small traffic-note">
					{whoIsCounted(of)} <a href={`/settings/sites/${encodeURIComponent(of.id)}`}>Change this</a>
				</p>
			</Card>
			<div class="traffic-lists">
				<TopValues title="Pages" values={top.pages} none="No page was viewed." />
				<TopValues title="Sources" values={top.sources} none="Nobody came from another website." />
				<TopValues title="Events" values={top.events} none="Nothing but pages." />
				<TopValues title="Campaigns" values={top.campaigns} none="No address had a utm_source." />
				<TopValues title="Countries" values={top.countries} none="Only Cloudflare tells them." name={countryName} />
				<TopValues title="Devices" values={top.devices} none="None was recognised." />
			</div>
		</>
	);
}

function Figure({ title, count }: { title: string; count: number }) {
	return (
		<div>
			<dt>{title}</dt>
			<dd>{formatCount(count)}</dd>
		</div>
	);
}

const names = new Intl.DisplayNames('en', { type: 'region' });

/** `Switzerland` for `CH`; what is no code stays as it is. */
function countryName(code: string): string {
	return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code;
}
