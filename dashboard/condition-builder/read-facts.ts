import { sayValue } from './read-value.ts';
import { isObject, quote, type Reader, sayLength, sayPath, sayTurn, sayZone } from './read-words.ts';
import { isOperators } from './tests.ts';

const aggregates: Readonly<Record<string, string>> = {
	sum: 'adding up to',
	min: 'at its lowest',
	max: 'at its highest',
	avg: 'on average',
	first: 'at first',
	last: 'at last',
	distinct: 'different values:',
};

/** `did Order Completed at least 2 times in the last 30 days where total is at least 50`. */
export function sayDid(value: unknown, reader: Reader): string {
	if (!isObject(value)) return `did ${quote(value)}`;
	const { event, where, count } = value;
	const aggregate = Object.keys(aggregates).find((name) => Object.hasOwn(value, name));
	const comparison = Object.fromEntries(Object.entries(value).filter(([name]) => name.startsWith('$')));
	const never = count === 0 || (isObject(count) && (count.$eq === 0 || count.$lt === 1 || count.$lte === 0));
	return join(
		never ? 'never did' : 'did',
		sayEvent(event),
		count !== undefined && !never && sayTimes(count, reader),
		aggregate && `with ${sayPath(String(value[aggregate]))} ${aggregates[aggregate]} ${bare(comparison, reader)}`,
		sayWhen(value),
		sayWhere(where, reader),
	);
}

/** `did Product Added, and then not Order Completed within 1 hour`. */
export function saySequence(value: unknown, reader: Reader): string {
	const whole = Array.isArray(value) ? { steps: value } : value;
	if (!isObject(whole) || !Array.isArray(whole.steps)) return `did in turn ${quote(value)}`;
	if (whole.steps.length === 0) return 'did, in turn, nothing';
	const steps = whole.steps.map((step: unknown, index) => {
		if (!isObject(step)) return quote(step);
		const { event, where, within, absent } = step;
		const time = within === undefined ? '' : `within ${sayLength(within)}`;
		const word = index === 0 ? 'did' : absent === true ? 'and then not' : 'and then';
		return join(word, sayEvent(event), sayWhere(where, reader), time);
	});
	const when = sayWhen(whole);
	return `${steps.join(', ')}${when === '' ? '' : `, all of it ${when}`}`;
}

export function saySegment(value: unknown, { names }: Reader): string {
	const { id, $for: length } = isObject(value) ? value : { id: value, $for: undefined };
	const segment = `the segment “${names(typeof id === 'string' ? id : quote(id))}”`;
	return length === undefined ? `is in ${segment}` : `has been in ${segment} for at least ${sayLength(length)}`;
}

/** `falls in the share from 0 % to 10 % of “x”`. */
export function sayBucket(value: unknown): string {
	if (!isObject(value) || !Array.isArray(value.range)) return `$bucket ${quote(value)}`;
	const [from, to] = value.range.map((share: unknown) => `${Math.round(Number(share) * 10_000) / 100} %`);
	const of = typeof value.attribute === 'string' ? ` by ${sayPath(value.attribute)}` : '';
	return `falls in the share from ${from} to ${to} of ${quote(value.seed)}${of}`;
}

function sayEvent(event: unknown): string {
	return typeof event === 'string' ? event : quote(event);
}

function sayWhere(where: unknown, reader: Reader): string {
	return where === undefined ? '' : `where ${reader.condition(where, reader)}`;
}

function sayTimes(count: unknown, reader: Reader): string {
	const said = bare(count, reader);
	return `${said} ${said === '1' || said.endsWith(' 1') ? 'time' : 'times'}`;
}

/** A comparison behind a noun, where “is” has been said. */
function bare(comparison: unknown, reader: Reader): string {
	const parts = isOperators(comparison)
		? Object.entries(comparison).map(([name, operand]) => sayValue({ [name]: operand }, reader))
		: [sayValue(comparison, reader)];
	return parts.map((part) => part.replace(/^is /, '')).join(' and ');
}

/** `in the last 30 days`, `this month`, `since 2026-01-01`. */
function sayWhen({ within, calendar, since, until, timeZone }: Record<string, unknown>): string {
	return (
		join(
			sayWithin(within, calendar),
			since !== undefined && `since ${sayDate(since)}`,
			until !== undefined && `before ${sayDate(until)}`,
		) + sayZone(timeZone)
	);
}

function sayWithin(within: unknown, calendar: unknown): string {
	if (within === undefined) return '';
	if (within === 'enrollment') return 'since entering the journey';
	if (typeof within === 'string' && /^[a-z]/.test(within)) return within;
	return `in ${sayTurn('last', within, calendar)}`;
}

function sayDate(date: unknown): string {
	return typeof date === 'string' ? date : quote(date);
}

function join(...parts: readonly unknown[]): string {
	return parts.filter((part) => part !== '' && part !== undefined && part !== false).join(' ');
}
