import { sayDuration } from '../../core/condition/duration.ts';
import { formatValue } from '../ui/format.ts';

/** What the parts of a sentence are said with. */
export interface Reader {
	/** A segment's name by its id. */
	readonly names: (segmentId: string) => string;
	readonly depth: number;
	/** Says a condition that stands within another part. */
	readonly condition: (json: unknown, reader: Reader) => string;
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function quote(value: unknown): string {
	if (typeof value === 'string') return `“${value}”`;
	if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : value.map(quote).join(', ');
	return formatValue(value);
}

/** `plan` for `traits.plan`, `account’s plan` for `account.traits.plan`: the namespaces that need no saying are left out. */
export function sayPath(path: string): string {
	return path.replace(/^(traits|properties)\./, '').replace(/^account\.((traits|computed)\.)?/, 'account’s ');
}

/** `30 days` for `30d`; what is no duration is quoted. */
export function sayLength(length: unknown): string {
	if (typeof length !== 'string') return quote(length);
	const said = sayDuration(length);
	return said === length ? quote(length) : said;
}

/** `the last 3 days`, `the next 2 calendar weeks`. */
export function sayTurn(turn: 'last' | 'next', length: unknown, calendar: unknown): string {
	const said = sayLength(length);
	return `the ${turn} ${calendar === true ? said.replace(/ (?=\S+$)/, ' calendar ') : said}`;
}

/** ` (in Europe/Berlin)`, or nothing where the person’s own clock counts. */
export function sayZone(zone: unknown): string {
	if (zone === undefined || zone === 'person') return '';
	return zone === 'site' ? ' (in the site’s time zone)' : ` (in ${formatValue(zone)})`;
}
