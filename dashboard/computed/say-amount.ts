import { readAloud } from '../condition-builder/read-aloud.ts';
import { formatDuration } from '../ui/format.ts';
import { type AmountJson, formOf, type Kind } from './amount-form.ts';

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

/** An amount in words: "The sum of total of Order Completed in the last 90 days". */
export function sayAmount(amount: AmountJson): string {
	const { event, kind, property, within, where, buckets, rest } = formOf(amount);
	const what = property === '' ? `${of[kind]} ${event}` : `${of[kind]} ${property} of ${event}`;
	const parts = [what];
	if (where) parts.push(`where ${readAloud(where)}`);
	if (within !== '') parts.push(/^\d/.test(within) ? `in the last ${formatDuration(within)}` : within);
	if (typeof rest.since === 'string') parts.push(`since ${rest.since}`);
	if (typeof rest.until === 'string') parts.push(`until ${rest.until}`);
	if (buckets.length > 0) parts.push(`as a score from 1 to ${buckets.length + 1}`);
	return parts.join(' ');
}
