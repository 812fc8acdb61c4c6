import type { GoalResult, Judging } from '../../core/judge/index.ts';
import type { Interval, Problem } from '../../core/stats/index.ts';
import { capitalise } from '../ui/format.ts';

/** `12.3 %`, `0.04 %`. */
export function sayShare(share: number): string {
	return `${digits(share * 100)} %`;
}

/** `+12.3 %`, `−4 %`: more or less than the control. */
export function sayLift(lift: number): string {
	const sign = lift > 0 ? '+' : lift < 0 ? '−' : '';
	return `${sign}${sayShare(Math.abs(lift))}`;
}

/** `−2 % … +9 %`. */
export function sayInterval([low, high]: Interval): string {
	return `${sayLift(low)} … ${sayLift(high)}`;
}

/** A variant's own number, by what the goal tells: a share of people, or a number. */
export function sayMean({ kind }: Pick<GoalResult, 'kind'>, mean: number): string {
	return kind === 'conversion' || kind === 'retention' ? sayShare(mean) : plain.format(mean);
}

/** `0.032`, `< 0.001`. */
export function sayP(p: number): string {
	return p < 0.001 ? '< 0.001' : p.toFixed(3);
}

const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

function digits(n: number): string {
	const size = Math.abs(n);
	return size >= 100 ? n.toFixed(0) : size >= 1 || size === 0 ? String(Number(n.toFixed(1))) : n.toPrecision(2);
}

/** Why there is nothing to tell. */
export function sayProblem(problem: Problem): string {
	return {
		'no-people': 'Nobody yet',
		'no-variance': 'Everybody alike so far',
		'baseline-zero': 'The control has nothing yet',
	}[problem];
}

/** What a method promises, in a sentence. */
export const methodSays: Readonly<Record<Judging['method'], string>> = {
	sequential: 'Right however often you look: the intervals hold at all times together.',
	bayesian:
		'Tells how likely a variant is to win, and what choosing it is expected to lose. Looking often makes it too sure.',
	fixed: 'Welch’s test, read once when as many people are there as were planned.',
};

/** `Mobile` for `device:mobile`. */
export function sayGroup(name: string, segmentName: (id: string) => string): string {
	const [kind, ...rest] = name.split(':');
	const value = rest.join(':');
	if (value === '') return 'Unknown';
	if (kind === 'segment') return segmentName(value);
	if (kind === 'country') return /^[A-Z]{2}$/.test(value) ? (countries.of(value) ?? value) : value;
	return capitalise(value);
}

const countries = new Intl.DisplayNames('en', { type: 'region' });
