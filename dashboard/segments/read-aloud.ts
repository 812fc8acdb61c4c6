/** A condition as a sentence, for people who do not read JSON. It never fails: what it does not know it quotes. */
import { formatDuration, formatValue } from '../ui/format.ts';

type Names = (segmentId: string) => string;
const asIs: Names = (id) => id;

/** `Did Order Completed at least 2 times in the last 30 days, and plan is "pro"`. An empty condition is everyone. */
export function readAloud(condition: unknown, names: Names = asIs): string {
	const words = sayCondition(condition, names);
	return words.charAt(0).toUpperCase() + words.slice(1);
}

function sayCondition(condition: unknown, names: Names): string {
	if (!isObject(condition)) return quote(condition);
	const parts = Object.entries(condition).map(([key, value]) => sayPart(key, value, names));
	return parts.length === 0 ? 'everyone' : parts.join(', and ');
}

function sayPart(key: string, value: unknown, names: Names): string {
	switch (key) {
		case '$and':
			return sayList(value, ', and ', names);
		case '$or':
			return `either ${sayList(value, ', or ', names)}`;
		case '$nor':
			return `neither ${sayList(value, ', nor ', names)}`;
		case '$not':
			return `not: ${sayCondition(value, names)}`;
		case '$segment':
			return `is in the segment “${names(String(value))}”`;
		case '$did':
			return sayDid(value, names);
		default:
			return key.startsWith('$') ? `${key} ${quote(value)}` : `${sayPath(key)} ${sayValue(value)}`;
	}
}

function sayList(value: unknown, glue: string, names: Names): string {
	if (!Array.isArray(value)) return quote(value);
	return value.map((part) => sayCondition(part, names)).join(glue);
}

const aggregates: Record<string, string> = {
	sum: 'adding up to',
	min: 'at its lowest',
	max: 'at its highest',
	avg: 'on average',
	first: 'at first',
	last: 'at last',
	distinct: 'different values:',
};

function sayDid(value: unknown, names: Names): string {
	if (!isObject(value)) return `did ${quote(value)}`;
	const { event, where, count, within, ...rest } = value;
	const aggregate = Object.keys(aggregates).find((name) => name in rest);
	const comparison = Object.fromEntries(Object.entries(rest).filter(([name]) => name.startsWith('$')));
	const never = isObject(count) && (count.$eq === 0 || count.$lt === 1);
	return [
		never ? 'never did' : 'did',
		typeof event === 'string' ? event : quote(event),
		count !== undefined && !never && `${sayValue(count).replace(/^is /, '')} times`,
		aggregate &&
			`with ${sayPath(String(rest[aggregate]))} ${aggregates[aggregate]} ${sayValue(comparison).replace(/^is /, '')}`,
		within === 'enrollment' && 'since entering the journey',
		typeof within === 'string' && within !== 'enrollment' && `in the last ${formatDuration(within)}`,
		where !== undefined && `where ${sayCondition(where, names)}`,
	]
		.filter(Boolean)
		.join(' ');
}

const operators: Record<string, (operand: string) => string> = {
	$eq: (operand) => `is ${operand}`,
	$ne: (operand) => `is not ${operand}`,
	$lt: (operand) => `is below ${operand}`,
	$lte: (operand) => `is at most ${operand}`,
	$gt: (operand) => `is above ${operand}`,
	$gte: (operand) => `is at least ${operand}`,
	$in: (operand) => `is one of ${operand}`,
	$nin: (operand) => `is none of ${operand}`,
	$regex: (operand) => `looks like ${operand}`,
	$regexi: (operand) => `looks like ${operand}, in any case`,
	$exists: (operand) => (operand === 'true' ? 'is known' : 'is not known'),
};

function sayValue(value: unknown): string {
	if (!isObject(value)) return `is ${quote(value)}`;
	const parts = Object.entries(value).map(([name, operand]) => {
		if (name === '$not') return `not: ${sayValue(operand)}`;
		return operators[name]?.(quote(operand)) ?? `${name} ${quote(operand)}`;
	});
	return parts.join(' and ');
}

/** `plan` for `traits.plan`: the namespaces that need no saying are left out. */
function sayPath(path: string): string {
	return path.replace(/^(traits|properties)\./, '');
}

function quote(value: unknown): string {
	if (typeof value === 'string') return `“${value}”`;
	if (Array.isArray(value)) return value.map(quote).join(', ');
	return formatValue(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
