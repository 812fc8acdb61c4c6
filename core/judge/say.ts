import type { Comparison, GoalResult, Judging } from './types.ts';

/** A lift with its interval, as a verdict says it. */
export function sayLift(comparison: Comparison, { lessIsBetter }: GoalResult, { method }: Judging): string {
	const { expected, ci } = comparison[method];
	const word = expected < 0 ? 'less' : 'more';
	const [low, high] = expected < 0 ? [-ci[1], -ci[0]] : ci;
	const good = lessIsBetter ? ', and less is better here' : '';
	return `${sayShare(Math.abs(expected))} ${word} (between ${sayShare(low)} and ${sayShare(high)}${good})`;
}

/** `12 %`, `3.5 %`. */
export function sayShare(share: number): string {
	const percent = share * 100;
	return `${Math.abs(percent) >= 10 ? Math.round(percent) : Math.round(percent * 10) / 10} %`;
}

const count = new Intl.NumberFormat('en');

/** `12,345`. */
export function say(n: number): string {
	return count.format(n);
}
