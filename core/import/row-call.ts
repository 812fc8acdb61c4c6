import { utc, type Zone, zoneOf } from '../condition/time/zone.ts';
import { Refusal } from '../refusal.ts';
import { readMoment, readValue } from './read-value.ts';
import type { Cells, ColumnMapping, ImportKind, Mapping, RowCall } from './types.ts';

/** How anonymousIds begin that stand for an e-mail address, where a row knows nobody by another id. */
export const emailIdPrefix = 'email:';

/**
 * What a row becomes: an identify call of a person, a track or page call of what somebody did, or a group call of a company and
 * nobody. Refuses, with the column as `path`, a row that says nothing of who it is about, and values that are not what their column says.
 * @param asOf when the file's word was true, ms, where a row does not say so.
 */
export function rowCall(kind: ImportKind, cells: Cells, mapping: Mapping, asOf: number): RowCall {
	if (kind === 'accounts') return companyCall(cells, mapping, asOf);
	const { values, base } = readRow(kind, cells, mapping, asOf);
	const email = textOf(values.get('email'));
	const traits = { ...bagOf(values, 'traits.'), ...(email !== null && { email }) };
	if (kind === 'people') return { type: 'identify', ...base, traits };
	const event = textOf(values.get('event')) ?? mapping.event;
	if (event === undefined)
		throw new Refusal('import-event', 'The row does not say what happened.', { path: columnOf(mapping, 'event') });
	const properties = bagOf(values, 'properties.');
	if (event === 'Page Viewed') return { type: 'page', ...base, properties };
	return { type: 'track', event, ...base, properties };
}

function companyCall(cells: Cells, mapping: Mapping, asOf: number): RowCall {
	const { values, timestamp } = readValues('accounts', cells, mapping, asOf);
	const groupId = textOf(values.get('groupId'));
	if (groupId !== null) return { type: 'group', timestamp, groupId, traits: bagOf(values, 'account.') };
	throw new Refusal('import-account', 'The row does not say which company it is about.', {
		path: columnOf(mapping, 'groupId'),
		hint: 'It needs the company’s id.',
	});
}

/**
 * What a row of a person says of their company: a group call beside the identify call; null where it says nothing. Refuses a row
 * that has something of a company and does not say which one.
 */
export function accountCall(cells: Cells, mapping: Mapping, asOf: number): RowCall | null {
	if (!mapping.columns.some(({ to }) => to === 'groupId' || to.startsWith('account.'))) return null;
	const { values, base } = readRow('people', cells, mapping, asOf);
	const traits = bagOf(values, 'account.');
	const groupId = textOf(values.get('groupId'));
	if (groupId !== null) return { type: 'group', ...base, groupId, traits };
	const [first] = Object.keys(traits);
	if (first === undefined) return null;
	throw new Refusal('import-account', 'The row says something of a company, and not of which one.', {
		path: columnOf(mapping, 'groupId') || columnOf(mapping, `account.${first}`),
		hint: 'Map a column to the company’s id, or leave these columns out.',
	});
}

function readRow(kind: ImportKind, cells: Cells, mapping: Mapping, asOf: number) {
	const { values, timestamp } = readValues(kind, cells, mapping, asOf);
	const [userId, anonymousId] = [textOf(values.get('userId')), textOf(values.get('anonymousId'))];
	const who = identityOf(mapping, userId, anonymousId, textOf(values.get('email')));
	return { values, base: { ...who, timestamp } };
}

function readValues(kind: ImportKind, cells: Cells, mapping: Mapping, asOf: number) {
	const zone = zoneOf(mapping.timeZone) ?? utc;
	const values = new Map<string, unknown>();
	let at = asOf;
	for (const column of mapping.columns) {
		const cell = cells.get(column.column);
		if (column.to === 'timestamp') at = readTimestamp(cell, column, zone) ?? asOf;
		else if (column.to !== '') set(values, column.to, readValue(cell, column, mapping, zone));
	}
	for (const [name, cell] of cells)
		if (!isMapped(mapping, name)) set(values, ownKey(kind, name), cell === '' ? undefined : cell);
	return { values, timestamp: new Date(at).toISOString() };
}

function readTimestamp(cell: unknown, column: ColumnMapping, zone: Zone): number | null {
	return cell === undefined || cell === null || cell === '' ? null : readMoment(cell, column, zone);
}

function set(values: Map<string, unknown>, to: string, value: unknown): void {
	// Of two columns for one thing, the first that says something counts.
	if (value !== undefined && value !== null && !values.has(to)) values.set(to, value);
}

function isMapped(mapping: Mapping, name: string): boolean {
	return mapping.columns.some(({ column }) => column === name);
}

/** What facts become, by what a row is. */
const bags = { people: 'traits.', events: 'properties.', accounts: 'account.' } as const;

/** Where a column goes that nobody has spoken of: lines of JSON may have keys that come late, and nothing is lost. */
function ownKey(kind: ImportKind, name: string): string {
	const bag = bags[kind];
	return name.startsWith(bag) ? name : bag + name;
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function identityOf(mapping: Mapping, userId: string | null, anonymousId: string | null, email: string | null) {
	if (userId !== null || anonymousId !== null) {
		return { ...(userId !== null && { userId }), ...(anonymousId !== null && { anonymousId }) };
	}
	if (email !== null && isAddress(email)) return { anonymousId: emailIdPrefix + email.toLowerCase() };
	if (email !== null) {
		throw new Refusal(
			'import-identity',
			`“${email.slice(0, 40)}” is no e-mail address, and nothing else says whom the row is about.`,
			{
				path: columnOf(mapping, 'email'),
				hint: 'Mend the address, or map a column to a userId.',
			},
		);
	}
	const path = columnOf(mapping, 'userId') || columnOf(mapping, 'anonymousId') || columnOf(mapping, 'email');
	throw new Refusal('import-identity', 'The row does not say whom it is about.', {
		path,
		hint: 'It needs a userId, an anonymousId or an e-mail address.',
	});
}

function isAddress(text: string): boolean {
	return /^[^\s@]+@[^\s@]+$/.test(text);
}

/** Keys are what stands behind the first dot: they may have dots and dollar signs of their own. */
function bagOf(values: ReadonlyMap<string, unknown>, prefix: string): Readonly<Record<string, unknown>> {
	const own = [...values].filter(([to]) => to.startsWith(prefix));
	return Object.fromEntries(own.map(([to, value]) => [to.slice(prefix.length), value]));
}

function columnOf(mapping: Mapping, to: string): string {
	return mapping.columns.find((column) => column.to === to)?.column ?? '';
}
