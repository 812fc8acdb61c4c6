import { Refusal } from '../refusal.ts';
import { asJson } from './coerce.ts';

const unitMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const unitName = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' } as const;
const written = /^([1-9]\d{0,9})([smhdw])$/;
const tenYearsMs = 10 * 365.25 * unitMs.d;

/** What a refusal tells about durations. */
export const durationHint = 'Write a whole number and a unit: "90s", "30m", "1h", "30d" or "2w", up to ten years.';

/** The length in ms of "90s", "30m", "1h", "30d" or "2w"; null for anything else and for more than ten years. */
export function durationMs(text: unknown): number | null {
	const parts = split(text);
	if (!parts) return null;
	const ms = parts.amount * unitMs[parts.unit];
	return ms <= tenYearsMs ? ms : null;
}

/** As `durationMs`, but refuses with `duration-invalid` what is not a duration. `path` points into the caller's input. */
export function parseDuration(text: unknown, path?: string): number {
	const ms = durationMs(text);
	if (ms !== null) return ms;
	throw new Refusal('duration-invalid', `${asJson(text) ?? typeof text} is not a duration.`, {
		hint: durationHint,
		...(path !== undefined && { path }),
	});
}

/** "30d" as a person says it: "30 days". */
export function sayDuration(text: string): string {
	const parts = split(text);
	return parts ? `${parts.amount} ${unitName[parts.unit]}${parts.amount === 1 ? '' : 's'}` : text;
}

function split(text: unknown): { amount: number; unit: keyof typeof unitMs } | null {
	const match = typeof text === 'string' ? written.exec(text) : null;
	const unit = match?.[2];
	return match && isUnit(unit) ? { amount: Number(match[1]), unit } : null;
}

function isUnit(unit: unknown): unit is keyof typeof unitMs {
	return typeof unit === 'string' && Object.hasOwn(unitMs, unit);
}
