import Papa from 'papaparse';

/** Somebody in a list of people, and the line on which they stand, from 1. */
export interface ListedPerson {
	readonly line: number;
	readonly value: string;
}

/** What columns of identities are called, most telling first. */
const identityColumns = [
	['profileid', 'id'],
	['userid', 'user_id', 'customerid', 'customer_id', 'externalid', 'external_id'],
	['email', 'e-mail', 'email address', 'mail'],
	['anonymousid', 'anonymous_id'],
] as const;

/**
 * Reads a pasted list or a CSV file: one person a line, by profile id, userId, e-mail or anonymousId. A first line that names
 * its columns says which ones count, and of those the first that is filled does; without one, the first cell. Empty lines are nobody.
 */
export function readList(given: string): ListedPerson[] {
	const text = given.replace(/^\uFEFF/, '');
	const lineAt = lineCounter(text);
	const people: ListedPerson[] = [];
	let columns: readonly number[] | null = null;
	let begin = 0;
	Papa.parse<string[]>(text, {
		step: ({ data, meta }) => {
			const cells = data.map((cell) => cell.trim());
			const named = begin === 0 ? columnsOf(cells) : [];
			const filled = (columns ?? [...cells.keys()]).map((column) => cells[column] ?? '').find((cell) => cell !== '');
			if (named.length > 0) columns = named;
			else if (cells.some((cell) => cell !== '')) people.push({ line: lineAt(begin), value: filled ?? '' });
			begin = meta.cursor;
		},
	});
	return people;
}

/** Which columns of a heading hold identities, most telling first; none when the line is no heading. */
function columnsOf(cells: readonly string[]): number[] {
	const names = cells.map((cell) => cell.toLowerCase());
	return identityColumns.flatMap((known: readonly string[]) => {
		const named = known.find((name) => names.includes(name));
		return named === undefined ? [] : [names.indexOf(named)];
	});
}

/** Tells the line of a place in the text, asked from front to back: a quoted cell may hold several lines. */
function lineCounter(text: string): (place: number) => number {
	let [line, at] = [1, 0];
	return (place) => {
		for (let end = text.indexOf('\n', at); end >= 0 && end < place; end = text.indexOf('\n', at)) {
			line++;
			at = end + 1;
		}
		return line;
	};
}
