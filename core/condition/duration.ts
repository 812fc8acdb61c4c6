import { Refusal } from '../refusal.ts';
import { asJson } from './coerce.ts';

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const unitName = {
	...{ s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' },
	...{ mo: 'month', q: 'quarter', y: 'year' },
} as const;
const written = /^([1-9]\d{0,9})(s|m|h|d|w|mo|q|y)$/;

/** How long the units that only the calendar knows are at least, and those of days, in days. */
export const daysAtLeast = { d: 1, w: 7, mo: 28, q: 90, y: 365 } as const;

/** No window is longer: ten years. */
export const longestMs = 10 * 365.25 * unitMs.d;

/** What a refusal tells about durations. */
export const durationHint = 'Write a whole number and a unit: "90s", "30m", "1h", "30d" or "2w", up to ten years.';

type Unit = keyof typeof unitName;

/** "30d", taken apart; null for anything else. `mo`, `q` and `y` have no fixed length: only the calendar knows it. */
export function splitDuration(text: unknown): { readonly amount: number; readonly unit: Unit } | null {
	const match = typeof text === 'string' ? written.exec(text) : null;
	const unit = match?.[2];
	return match && isUnit(unit) ? { amount: Number(match[1]), unit } : null;
}

function isUnit(unit: unknown): unit is Unit {
	return typeof unit === 'string' && Object.hasOwn(unitName, unit);
}

/** The length in ms of "90s", "30m", "1h", "30d" or "2w"; null for anything else and for more than ten years. */
export function durationMs(text: unknown): number | null {
	const parts = splitDuration(text);
	if (!parts || !isFixed(parts.unit)) return null;
	const ms = parts.amount * unitMs[parts.unit];
	return ms <= longestMs ? ms : null;
}

function isFixed(unit: Unit): unit is keyof typeof unitMs {
	return Object.hasOwn(unitMs, unit);
}

/** As `durationMs`, but refuses with `duration-invalid` what is not a duration. `path` points into the caller's input. */
export function parseDuration(text: unknown, path?: string): number {
	const ms = durationMs(text);
	if (ms !== null) return ms;
	const { message, hint } = complainOfDuration(text);
	throw new Refusal('duration-invalid', message, { hint, ...(path !== undefined && { path }) });
}

/** What is wrong with what should be a duration, in words. */
export function complainOfDuration(text: unknown): { readonly message: string; readonly hint: string } {
	const parts = splitDuration(text);
	if (!parts)
		return { message: `${(asJson(text) ?? typeof text).slice(0, 60)} is not a duration.`, hint: durationHint };
	if (isFixed(parts.unit) || parts.amount * daysAtLeast[parts.unit] * unitMs.d > longestMs)
		return { message: `${text} is longer than ten years.`, hint: durationHint };
	return {
		message: `A ${unitName[parts.unit]} has no fixed length.`,
		hint: `Write days, as in "90d", or count by the calendar: { "last": "${parts.amount}${parts.unit}", "calendar": true }.`,
	};
}

/** "30d" as a person says it: "30 days". */
export function sayDuration(text: string): string {
	const parts = splitDuration(text);
	return parts ? `${parts.amount} ${unitName[parts.unit]}${parts.amount === 1 ? '' : 's'}` : text;
}

/** A length of time as a person says it, by its largest unit: "41 days". */
export function sayMs(ms: number): string {
	const units = ['d', 'h', 'm'] as const;
	const unit = units.find((one) => ms >= unitMs[one] * (one === 'd' ? 2 : 1)) ?? 's';
	const amount = Math.floor(ms / unitMs[unit]);
	return `${amount} ${unitName[unit]}${amount === 1 ? '' : 's'}`;
}
