import type { Goal, Measured } from '../../core/goal/index.ts';
import { capitalise } from '../ui/format.ts';

type Said = Omit<Goal, 'id' | 'name'>;

/** What a goal tells of a person, in a sentence without its full stop. */
export function sayGoal(goal: Said): string {
	const { kind, per, quantile, windowHours, delayHours, cap, lessIsBetter } = goal;
	const what = {
		conversion: `Share of people with ${event(goal)}`,
		count: `How often ${event(goal)} happens, a person`,
		sum: `The ${property(goal)} of ${event(goal)}, added up for each person`,
		ratio: `${capitalise(amount(goal))} for each ${per ? amount(per) : '…'}`,
		retention: `Share of people who are back with ${event(goal)}`,
		quantile: `What ${sayShare(quantile ?? 0.5)} of people do not exceed in ${amount(goal)}`,
	}[kind];
	const after = delayHours > 0 ? `, from ${sayHours(delayHours)} after they saw a variant` : '';
	const within = windowHours === null ? '' : `${after === '' ? ', within' : ' and for'} ${sayHours(windowHours)}`;
	const capped =
		cap === null
			? ''
			: `, capped at ${cap.kind === 'value' ? cap.at : `the amount that ${sayShare(cap.share)} do not exceed`}`;
	return `${what}${after}${within}${capped}${lessIsBetter ? '; less is better' : ''}`;
}

function amount(measured: Measured): string {
	return measured.value === null ? event(measured) : `${property(measured)} of ${event(measured)}`;
}

function event({ event: name, where }: Measured): string {
	return `“${name || '…'}”${where === null ? '' : ' (under a condition)'}`;
}

function property({ value }: Measured): string {
	return (value ?? '…').replace(/^properties\./, '');
}

function sayShare(share: number): string {
	return `${Math.round(share * 1000) / 10} %`;
}

/** `3 hours`, `7 days`. */
export function sayHours(hours: number): string {
	const [count, unit] = hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour'];
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
