import type { HealthDay } from '../shapes/health.ts';
import { formatCount } from '../ui/format.ts';
import { Table } from '../ui/table.tsx';
import { kinds, seriesOf, shortDay } from './series.ts';

const height = 56;

/** Each kind by day, on a scale of its own: a dozen refusals must show beside a million accepted. */
export function Charts({ days }: { days: readonly HealthDay[] }) {
	return (
		<div class="charts">
			{kinds.map(({ kind, title, tone, about }) => (
				<Chart key={kind} days={days} kind={kind} title={title} tone={tone} about={about} />
			))}
		</div>
	);
}

function Chart(props: { days: readonly HealthDay[]; kind: string; title: string; tone: string; about: string }) {
	const { values, total, most } = seriesOf(props.days, props.kind);
	const [first, last] = [values[0]?.[0] ?? '', values.at(-1)?.[0] ?? ''];
	const says = `${props.title}: ${formatCount(total)} in ${values.length} days, at most ${formatCount(most)} a day.`;
	return (
		<figure class={`chart ${props.tone}`}>
			<figcaption>
				<span class="soft">{props.title}</span>
				<strong>{formatCount(total)}</strong>
				<span class="faint small">{props.about}</span>
			</figcaption>
			<svg viewBox={`0 0 ${values.length * 10} ${height}`} preserveAspectRatio="none" role="img" aria-label={says}>
				<line x1="0" x2={values.length * 10} y1={height} y2={height} />
				{values.map(([day, count], index) => (
					<rect key={day} x={index * 10 + 1} width="8" {...barOf(count, most)}>
						<title>{`${shortDay(day)}: ${formatCount(count)}`}</title>
					</rect>
				))}
			</svg>
			<div class="scale faint small numeric">
				<span>{shortDay(first)}</span>
				{most > 0 && <span class="highest">highest {formatCount(most)}</span>}
				<span>{shortDay(last)}</span>
			</div>
		</figure>
	);
}

/** What is there at all can be seen, however little it is. */
function barOf(count: number, most: number): { y: number; height: number } {
	const tall = count === 0 ? 0 : Math.max(2, (count / most) * (height - 2));
	return { y: height - tall, height: tall };
}

/** The same as a table, newest day first. */
export function DayTable({ days }: { days: readonly HealthDay[] }) {
	return (
		<Table
			caption="What became of events, by day"
			rows={days.toReversed()}
			rowKey={({ day }) => day}
			columns={[
				{ title: 'Day (UTC)', cell: ({ day }) => <span class="numeric">{day}</span> },
				...kinds.map(({ kind, title }) => ({
					title,
					align: 'right' as const,
					keep: true,
					cell: ({ counts }: HealthDay) => <span class="numeric">{formatCount(counts[kind] ?? 0)}</span>,
				})),
			]}
		/>
	);
}
