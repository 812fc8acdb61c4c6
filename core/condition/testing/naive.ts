import { evalCondition } from '@growthbook/growthbook';
import { Temporal } from 'temporal-polyfill';
import { hash } from '../../hash/index.ts';
import type { AttributeChange, HistoryEvent } from '../types.ts';

/**
 * The condition language once more, as plainly as it can be said and as slow as it likes: no `until`, nothing compiled,
 * GrowthBook's own evaluator for its operators, Temporal for the calendar. Only tests use it.
 */
export interface NaiveSubject {
	readonly attributes: Readonly<Record<string, unknown>>;
	readonly events: readonly HistoryEvent[];
	readonly segments: ReadonlyMap<string, number>;
	readonly changes: Readonly<Record<string, readonly AttributeChange[]>>;
	readonly enteredAt: number;
}

type Json = Readonly<Record<string, unknown>>;

export function naive(json: unknown, subject: NaiveSubject, now: number, root: unknown = subject.attributes): boolean {
	return Object.entries(asObject(json)).every(([key, value]) => {
		switch (key) {
			case '$and':
				return asList(value).every((one) => naive(one, subject, now, root));
			case '$or':
				return asList(value).length === 0 || asList(value).some((one) => naive(one, subject, now, root));
			case '$nor':
				return !(asList(value).length === 0 || asList(value).some((one) => naive(one, subject, now, root)));
			case '$not':
				return !naive(value, subject, now, root);
			case '$segment':
				return inSegment(value, subject, now);
			case '$bucket':
				return inBucket(asObject(value), root);
			case '$did':
				return did(asObject(value), subject, now);
			case '$sequence':
				return sequence(value, subject, now);
			default:
				return meets(at(root, key), value, key, subject, now);
		}
	});
}

function meets(value: unknown, json: unknown, path: string, subject: NaiveSubject, now: number): boolean {
	if (!isOperators(json)) return growthbook(value, json);
	const { $for: length, ...rest } = json;
	if (length !== undefined) return hasBeen(value, rest, length, path, subject, now);
	return Object.entries(rest).every(([operator, operand]) => {
		const zone = zoneOf(operand, subject);
		switch (operator) {
			case '$not':
				return !meets(value, operand, path, subject, now);
			case '$within':
				return isWithin(dateOf(value, zone), operand, zone, now);
			case '$before':
				return dateOf(value, zone) < limitOf(operand, zone, now);
			case '$after':
				return dateOf(value, zone) > limitOf(operand, zone, now);
			case '$anniversary':
				return comesRound(value, operand, zone, now);
			case '$elemMatch':
				if (!isTimed(operand)) return growthbook(value, { $elemMatch: operand });
				return Array.isArray(value) && value.some((item) => item !== null && meets(item, operand, path, subject, now));
			default:
				return growthbook(value, { [operator]: operand });
		}
	});
}

function isTimed(json: unknown): boolean {
	return /\$(within|before|after|anniversary)"/.test(JSON.stringify(json));
}

function growthbook(value: unknown, json: unknown): boolean {
	return evalCondition({ v: value }, JSON.parse(JSON.stringify({ v: json })));
}

function hasBeen(value: unknown, rest: Json, length: unknown, path: string, subject: NaiveSubject, now: number) {
	const changes = subject.changes[path] ?? [];
	const alone = Object.keys(rest).length === 0;
	const fits = (other: unknown) =>
		alone ? JSON.stringify(other) === JSON.stringify(value) : meets(other, rest, path, subject, now);
	if (!fits(value) || changes.length === 0) return false;
	const lastMisfit = changes.findLastIndex((change) => !fits(change.value));
	const began = changes[lastMisfit + 1];
	return began !== undefined && began.at + lengthMs(length) <= now;
}

function inSegment(value: unknown, { segments }: NaiveSubject, now: number): boolean {
	if (typeof value === 'string') return segments.has(value);
	const { id, $for: length } = asObject(value);
	const since = segments.get(String(id));
	return since !== undefined && (length === undefined || since + lengthMs(length) <= now);
}

function inBucket({ seed, range, attribute = 'id' }: Json, root: unknown): boolean {
	const value = at(root, String(attribute));
	const place = value === null || value === '' ? null : hash(String(seed), String(value), 2);
	const [from, to] = asList(range).map(Number);
	return place !== null && from !== undefined && to !== undefined && place >= from && place < to;
}

function did(json: Json, subject: NaiveSubject, now: number): boolean {
	const events = matching(json, subject, now).filter(
		(event) => event.at <= now && counts(event.at, json, subject, now),
	);
	const { count } = json;
	const name = ['sum', 'min', 'max', 'avg', 'first', 'last', 'distinct'].find((one) => one in json);
	const comparisons = Object.fromEntries(Object.entries(json).filter(([key]) => key.startsWith('$')));
	if (count === undefined && !name) return events.length >= 1;
	if (count !== undefined && !growthbook(events.length, count)) return false;
	if (!name) return true;
	const amount = amountOf(
		name,
		events.map((event) => at(event, String(json[name]))),
	);
	return amount !== undefined && growthbook(amount, comparisons);
}

function amountOf(name: string, values: readonly unknown[]): unknown {
	const numbers = values
		.filter((value) => typeof value === 'number' || (typeof value === 'string' && value.trim() !== ''))
		.map(Number)
		.filter(Number.isFinite);
	const sum = numbers.reduce((a, b) => a + b, 0);
	switch (name) {
		case 'sum':
			return sum;
		case 'avg':
			return numbers.length === 0 ? undefined : sum / numbers.length;
		case 'min':
			return numbers.length === 0 ? undefined : Math.min(...numbers);
		case 'max':
			return numbers.length === 0 ? undefined : Math.max(...numbers);
		case 'first':
			return values[0];
		case 'last':
			return values.at(-1);
		default:
			return new Set(values.filter((value) => value !== null).map((value) => JSON.stringify(value))).size;
	}
}

function matching({ event, where }: Json, subject: NaiveSubject, now: number): HistoryEvent[] {
	return subject.events
		.toSorted((a, b) => a.at - b.at)
		.filter((one) => one.event === event && (where === undefined || naive(where, subject, now, one)));
}

/** Whether what happened at a moment counts now, by `within`, `calendar`, `since` and `until`. */
function counts(atMs: number, json: Json, subject: NaiveSubject, now: number): boolean {
	const { within, calendar, since, until } = json;
	const zone = zoneOf(json, subject);
	if (since !== undefined && atMs < dateOf(since, zone)) return false;
	if (until !== undefined && atMs >= dateOf(until, zone)) return false;
	if (within === undefined) return true;
	if (within === 'enrollment') return atMs > subject.enteredAt;
	if (/^\d/.test(String(within))) return isWithin(atMs, { last: within, calendar }, zone, now);
	return isWithin(atMs, within, zone, now);
}

function sequence(value: unknown, subject: NaiveSubject, now: number): boolean {
	const whole: Json = Array.isArray(value) ? { steps: value } : asObject(value);
	const steps = asList(whole.steps).map(asObject);
	const known = steps.map((step) => matching(step, subject, now).filter((event) => event.at <= now));
	return from(0, Number.NaN, []);

	/** Whether steps from `index` on can be met after the last event that was. `barred` are the absent steps since then. */
	function from(index: number, last: number, barred: readonly number[]): boolean {
		const step = steps[index];
		if (!step) return barred.every((one) => stayedAway(one, last, Number.POSITIVE_INFINITY));
		if (step.absent === true) return from(index + 1, last, [...barred, index]);
		return (known[index] ?? []).some((event) => {
			if (!counts(event.at, whole, subject, now)) return false;
			if (index > 0 && (event.at <= last || event.at >= last + gapOf(step))) return false;
			return barred.every((one) => cameNot(one, last, event.at)) && from(index + 1, event.at, []);
		});
	}

	function cameNot(index: number, last: number, before: number): boolean {
		const gap = gapOf(steps[index] ?? {});
		return !(known[index] ?? []).some(({ at: came }) => came > last && came < last + gap && came <= before);
	}

	function stayedAway(index: number, last: number, before: number): boolean {
		const gap = gapOf(steps[index] ?? {});
		return (gap === Number.POSITIVE_INFINITY || now >= last + gap) && cameNot(index, last, before);
	}
}

function gapOf({ within }: Json): number {
	return within === undefined ? Number.POSITIVE_INFINITY : lengthMs(within);
}

const units: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 };

function lengthMs(text: unknown): number {
	const [, amount, unit = ''] = /^(\d+)([a-z]+)$/.exec(String(text)) ?? [];
	return Number(amount) * (units[unit] ?? Number.NaN);
}

function limitOf(operand: unknown, zone: string, now: number): number {
	const [all, sign, length] = /^now([+-]?)(.*)$/.exec(String(operand)) ?? [];
	if (all === undefined) return dateOf(operand, zone);
	return length === '' ? now : now + (sign === '-' ? -1 : 1) * lengthMs(length);
}

function dateOf(value: unknown, zone: string): number {
	if (typeof value === 'number') return Math.abs(value) < 1e11 ? value * 1000 : value;
	const text = String(value);
	try {
		if (/Z$/.test(text)) return Temporal.Instant.from(text).epochMilliseconds;
		return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
	} catch {
		return Number.NaN;
	}
}

function isWithin(atMs: number, span: unknown, zone: string, now: number): boolean {
	if (Number.isNaN(atMs)) return false;
	const { last, next, calendar, period }: Json = typeof span === 'string' ? { period: span } : asObject(span);
	if (period !== undefined) {
		const [start, end] = periodOf(String(period), zone, now);
		return atMs >= start.epochMilliseconds && atMs < end.epochMilliseconds;
	}
	const [, amount, unit = 'd'] = /^(\d+)([a-z]+)$/.exec(String(last ?? next)) ?? [];
	if (!calendar) {
		const length = lengthMs(last ?? next);
		return last === undefined ? atMs > now && atMs <= now + length : atMs > now - length && atMs <= now;
	}
	const name = { d: 'today', w: 'this week', mo: 'this month', q: 'this quarter', y: 'this year' }[unit] ?? 'today';
	const [start, end] = periodOf(name, zone, now);
	const more = durationOf(unit, Number(amount) - 1);
	if (last !== undefined) return atMs >= startOfDay(start.subtract(more)).epochMilliseconds && atMs <= now;
	return atMs > now && atMs < startOfDay(end.add(more)).epochMilliseconds;
}

function startOfDay(at: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
	return at.toPlainDate().toZonedDateTime({ timeZone: at.timeZoneId });
}

function durationOf(unit: string, amount: number): Temporal.DurationLike {
	switch (unit) {
		case 'w':
			return { weeks: amount };
		case 'mo':
			return { months: amount };
		case 'q':
			return { months: 3 * amount };
		case 'y':
			return { years: amount };
		default:
			return { days: amount };
	}
}

function periodOf(name: string, zone: string, now: number): [Temporal.ZonedDateTime, Temporal.ZonedDateTime] {
	const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
	const days = ['yesterday', 'today', 'tomorrow'].indexOf(name);
	const [turn = '', unit = ''] = name.split(' ');
	const offset = days === -1 ? ['last', 'this', 'next'].indexOf(turn) - 1 : days - 1;
	const short = days === -1 ? ({ week: 'w', month: 'mo', quarter: 'q', year: 'y' }[unit] ?? 'd') : 'd';
	const start = {
		d: today,
		w: today.subtract({ days: today.dayOfWeek - 1 }),
		mo: today.with({ day: 1 }),
		q: today.with({ day: 1, month: today.month - ((today.month - 1) % 3) }),
		y: today.with({ day: 1, month: 1 }),
	}[short];
	if (!start) throw new Error(name);
	const first = start.add(durationOf(short, offset));
	return [
		first.toZonedDateTime({ timeZone: zone }),
		first.add(durationOf(short, 1)).toZonedDateTime({ timeZone: zone }),
	];
}

function comesRound(value: unknown, span: unknown, zone: string, now: number): boolean {
	const yearless = /^(?:--)?(\d{2})-(\d{2})$/.exec(String(value));
	const moment = dateOf(value, zone);
	if (!yearless && Number.isNaN(moment)) return false;
	const born = yearless
		? Temporal.PlainDate.from({ year: 4, month: Number(yearless[1]), day: Number(yearless[2]) })
		: Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDate();
	const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
	const { last, next, period }: Json = typeof span === 'string' ? { period: span } : asObject(span);
	for (let year = Math.max(today.year - 2, born.year + 1); year <= today.year + 2; year++) {
		const day = born.with({ year }, { overflow: 'constrain' });
		const ahead = today.until(day).days;
		const start = day.toZonedDateTime({ timeZone: zone }).epochMilliseconds;
		if (period !== undefined) {
			if (isWithin(start, String(period), zone, now)) return true;
		} else if (next !== undefined) {
			if (ahead >= 0 && ahead <= lengthMs(next) / 864e5) return true;
		} else if (ahead <= 0 && -ahead <= lengthMs(last) / 864e5) return true;
	}
	return false;
}

/** The zone that an operand names, else the person's, else UTC. */
function zoneOf(json: unknown, { attributes }: NaiveSubject): string {
	const said = typeof json === 'object' && json !== null && 'timeZone' in json ? json.timeZone : 'person';
	if (said === 'site') return 'UTC';
	if (said !== 'person') return String(said);
	const own = ['traits.timezone', 'traits.timeZone', 'timezone', 'geo.timezone'].map((path) => at(attributes, path));
	return String(own.find((zone) => typeof zone === 'string') ?? 'UTC');
}

function at(root: unknown, path: string): unknown {
	let current: unknown = root;
	for (const part of path.split('.')) {
		if (typeof current !== 'object' || current === null || !Object.hasOwn(current, part)) return null;
		current = Object.getOwnPropertyDescriptor(current, part)?.value;
	}
	return current;
}

function isOperators(json: unknown): json is Json {
	if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
	return Object.keys(json).length > 0 && Object.keys(json).every((key) => key.startsWith('$'));
}

function asObject(json: unknown): Json {
	return typeof json === 'object' && json !== null ? { ...json } : {};
}

function asList(json: unknown): readonly unknown[] {
	return Array.isArray(json) ? json : [];
}
