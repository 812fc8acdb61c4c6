import type { ConditionJson } from '../../core/condition/types.ts';
import { readOn } from '../condition-builder/read-aloud.ts';
import { formatCount, formatDuration, plural } from '../ui/format.ts';
import { type AmountJson, boundsOf, formOf, type Kind } from './amount-form.ts';
import { isScore, scoreFormOf } from './score-form.ts';

const of: Readonly<Record<Kind, string>> = {
	count: 'How many',
	sum: 'The sum of',
	avg: 'The average',
	min: 'The lowest',
	max: 'The highest',
	first: 'The first',
	last: 'The last',
	mostFrequent: 'The most frequent',
	distinct: 'How many different',
	daysSinceLast: 'Days since the last',
	daysSinceFirst: 'Days since the first',
};

/** An amount in words: "The sum of total of Order Completed in the last 90 days", "50 points for Order Completed". */
export function sayAmount(amount: AmountJson): string {
	const ranks = boundsOf(amount).length;
	const told = isScore(amount) ? sayScore(amount) : sayEvents(amount);
	return ranks > 0 ? `${told} as a rank from 1 to ${ranks + 1}` : told;
}

function sayEvents(amount: AmountJson): string {
	const { event, kind, property, within, where, rest } = formOf(amount);
	const what = property === '' ? `${of[kind]} ${event}` : `${of[kind]} ${property} of ${event}`;
	return [what, ...sayWhich(where, within, rest)].join(' ');
}

function sayScore(amount: AmountJson): string {
	const { rules, halfLife } = scoreFormOf(amount);
	const points = rules.map(({ event, points, most, where, within, rest }) => {
		const worth = plural(points ?? 0, 'point');
		const limit = most === null ? [] : [`(${formatCount(most)} at most)`];
		return [`${worth} for ${event}`, ...sayWhich(where, within, rest), ...limit].join(' ');
	});
	return points.join(', ') + (halfLife === '' ? '' : `, half of it after ${formatDuration(halfLife)}`);
}

function sayWhich(where: ConditionJson | null, within: string, { since, until }: AmountJson): string[] {
	const parts = where ? [`where ${readOn(where)}`] : [];
	if (within !== '') parts.push(/^\d/.test(within) ? `in the last ${formatDuration(within)}` : within);
	if (typeof since === 'string') parts.push(`since ${since}`);
	if (typeof until === 'string') parts.push(`until ${until}`);
	return parts;
}
