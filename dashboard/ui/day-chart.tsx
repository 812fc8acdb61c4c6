import { useState } from 'preact/hooks';
import './day-chart.css';
import { formatCount } from './format.ts';
import { niceMax } from './nice-max.ts';

/** One day of a chart: `2026-11-24`, and a number for each series. */
export interface ChartDay {
	readonly date: string;
	readonly values: readonly number[];
}

const column = 10;
const gap = 2;
const height = 100;

/**
 * Numbers by day as stacked bars, at most four series. Pointer, touch and arrow keys read a day out; screen readers get the
 * same as a table too.
 */
export function DayChart(props: { title: string; series: readonly string[]; days: readonly ChartDay[] }) {
	const { title, series, days } = props;
	const [chosen, choose] = useState<number | null>(null);
	const max = niceMax(Math.max(0, ...days.map(({ values }) => sum(values))));
	const shown = days[chosen ?? -1];
	return (
		<figure class="day-chart">
			<figcaption>
				<strong>{title}</strong>
				<span class="read-out">{shown ? readOut(shown, series) : <Legend series={series} />}</span>
			</figcaption>
			<div class="plot">
				<input
					type="range"
					class="picker"
					aria-label={`${title}, by day`}
					aria-valuetext={shown ? readOut(shown, series) : 'No day chosen'}
					min={0}
					max={days.length - 1}
					value={chosen ?? days.length - 1}
					onFocus={() => choose(days.length - 1)}
					onInput={(event) => choose(Number(event.currentTarget.value))}
					onBlur={() => choose(null)}
				/>
				<span class="most" aria-hidden="true">
					{formatCount(max)}
				</span>
				<svg
					viewBox={`0 0 ${days.length * column} ${height}`}
					preserveAspectRatio="none"
					aria-hidden="true"
					onPointerLeave={() => choose(null)}
				>
					{days.map((day, place) => (
						<g key={day.date} class={place === chosen ? 'chosen' : ''} onPointerEnter={() => choose(place)}>
							<rect class="reach" x={place * column} y={0} width={column} height={height} />
							{stack(day.values, max).map(({ y, tall }, one) => (
								<rect
									key={series[one]}
									class={`series-${one}`}
									x={place * column + gap / 2}
									y={y}
									width={column - gap}
									height={tall}
								/>
							))}
						</g>
					))}
				</svg>
			</div>
			<div class="ends faint small" aria-hidden="true">
				<span>{shortDate(days[0]?.date)}</span>
				{days.length > 1 && <span>{shortDate(days.at(-1)?.date)}</span>}
			</div>
			<Numbers {...props} />
		</figure>
	);
}

function Legend({ series }: { series: readonly string[] }) {
	if (series.length < 2) return null;
	return (
		<>
			{series.map((name, one) => (
				<span key={name} class="key">
					<i class={`series-${one}`} /> {name}
				</span>
			))}
		</>
	);
}

function Numbers({ title, series, days }: { title: string; series: readonly string[]; days: readonly ChartDay[] }) {
	return (
		<div class="visually-hidden">
			<table>
				<caption>{title}</caption>
				<thead>
					<tr>
						<th scope="col">Day</th>
						{series.map((name) => (
							<th key={name} scope="col">
								{name}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{days.map(({ date, values }) => (
						<tr key={date}>
							<th scope="row">{date}</th>
							{series.map((name, one) => (
								<td key={name}>{formatCount(values[one] ?? 0)}</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

/** Bars from the ground up; one that is not nothing is seen, however small it is. */
function stack(values: readonly number[], max: number) {
	let ground = height;
	return values.map((value) => {
		const tall = value === 0 ? 0 : Math.max(1, (value / max) * height);
		ground -= tall;
		return { y: ground, tall };
	});
}

function readOut({ date, values }: ChartDay, series: readonly string[]): string {
	const parts = series.map((name, one) => `${formatCount(values[one] ?? 0)} ${name.toLowerCase()}`);
	const total = series.length > 1 ? `${formatCount(sum(values))} (${parts.join(', ')})` : parts.join('');
	return `${shortDate(date)}: ${total}`;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

function shortDate(date: string | undefined): string {
	return date === undefined ? '' : day.format(new Date(`${date}T00:00:00Z`));
}
