import type { Comparison } from '../../core/judge/index.ts';
import type { Interval } from '../../core/stats/index.ts';
import { sayInterval, sayLift } from './say.ts';

/** An interval on a scale that several bars share, with the line of no difference. */
export function IntervalBar(props: {
	expected: number;
	ci: Interval;
	/** The farthest that the scale reaches, both ways. */
	reach: number;
	outcome: Comparison['outcome'];
}) {
	const { expected, ci, reach, outcome } = props;
	const at = (lift: number) => 50 + (Math.max(-1, Math.min(1, lift / reach)) * 100) / 2;
	const [low, high] = [at(ci[0]), at(ci[1])];
	return (
		<span class={`interval ${outcome}`} role="img" aria-label={`${sayLift(expected)}, ${sayInterval(ci)}`}>
			<i class="zero" />
			<i class="range" style={{ left: `${low}%`, width: `${Math.max(0.5, high - low)}%` }} />
			<i class="point" style={{ left: `${at(expected)}%` }} />
		</span>
	);
}

/** A scale on which all of these fit; what is far wider than the others ends at its edge. */
export function reachOf(intervals: readonly Interval[]): number {
	const ends = intervals.map(([low, high]) => Math.max(Math.abs(low), Math.abs(high))).sort((a, b) => a - b);
	const middle = ends[Math.floor(ends.length / 2)] ?? 0;
	return Math.max(0.01, Math.min(ends.at(-1) ?? 0, middle * 3));
}
