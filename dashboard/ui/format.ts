/** How numbers and moments read. All take `now` (ms) where it matters, so that they stay pure. */
import type { Instant } from '../shapes/list.ts';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const dayOfOtherYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** `12,345`. */
export function formatCount(count: number): string {
	return whole.format(count);
}

/** `Order completed`. */
export function capitalise(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1 change`, `3 changes`, `2 people`. */
export function plural(count: number, one: string, many = `${one}s`): string {
	return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `512 B`, `3.4 kB`, `120 MB`: in thousands, as disks and bills count. */
export function formatBytes(bytes: number): string {
	if (bytes < 1000) return `${whole.format(bytes)} B`;
	const power = Math.min(4, Math.floor(Math.log10(bytes) / 3));
	const amount = bytes / 1000 ** power;
	return `${amount < 10 ? amount.toFixed(1) : whole.format(amount)} ${['', 'kB', 'MB', 'GB', 'TB'][power]}`;
}

/** Milliseconds of an instant, or null when it is none. */
export function toMs(instant: Instant | null | undefined): number | null {
	if (instant === null || instant === undefined) return null;
	const ms = typeof instant === 'number' ? instant : Date.parse(instant);
	return Number.isFinite(ms) ? ms : null;
}

/** `just now`, `5 min ago`, `in 3 h`, `12 Oct`. */
export function formatRelative(instant: Instant | null, nowMs: number): string {
	const at = toMs(instant);
	if (at === null) return '–';
	const distance = Math.abs(nowMs - at);
	const say = (amount: string) => (at > nowMs ? `in ${amount}` : `${amount} ago`);
	if (distance < 45_000) return at > nowMs ? 'in a moment' : 'just now';
	if (distance < hourMs) return say(`${Math.max(1, Math.round(distance / minuteMs))} min`);
	if (distance < dayMs) return say(`${Math.round(distance / hourMs)} h`);
	if (distance < 14 * dayMs) return say(plural(Math.round(distance / dayMs), 'day'));
	return new Date(at).getFullYear() === new Date(nowMs).getFullYear() ? shortDay.format(at) : dayOfOtherYear.format(at);
}

/** `14:03:21`, in the reader's time zone. */
export function formatClock(instant: Instant): string {
	const at = toMs(instant);
	return at === null ? '–' : clock.format(at);
}

/** `22 Nov 2026, 14:03:21`. */
export function formatInstant(instant: Instant | null): string {
	const at = toMs(instant);
	return at === null ? '–' : full.format(at);
}

/** `Today`, `Yesterday`, `Monday, 16 November`, `3 March 2025`. */
export function formatDay(instant: Instant, nowMs: number): string {
	const at = toMs(instant);
	if (at === null) return 'Unknown day';
	const daysBack = Math.round((startOfDay(nowMs) - startOfDay(at)) / dayMs);
	if (daysBack === 0) return 'Today';
	if (daysBack === 1) return 'Yesterday';
	return new Date(at).getFullYear() === new Date(nowMs).getFullYear() ? day.format(at) : dayOfOtherYear.format(at);
}

/** `30 days` for `30d`; what is not a duration stays as it is. */
export function formatDuration(duration: string): string {
	const match = /^(\d+(?:\.\d+)?)(ms|[smhdw])$/.exec(duration.trim());
	if (!match) return duration;
	const [, amount = '', unit = ''] = match;
	const words: Record<string, string> = { ms: 'millisecond', s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' };
	return `${amount} ${words[unit]}${amount === '1' ? '' : 's'}`;
}

/** A trait or property in one line: text as it is, everything else as JSON. */
export function formatValue(value: unknown): string {
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
}

function startOfDay(ms: number): number {
	return new Date(ms).setHours(0, 0, 0, 0);
}
