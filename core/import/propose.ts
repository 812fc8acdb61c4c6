import { guessType } from './guess-type.ts';
import type { ColumnMapping, ImportKind } from './types.ts';

/** A column of the file, with what it seems to be. */
export interface ProposedColumn extends ColumnMapping {
	readonly doubtful?: boolean;
}

const userIds = /^(user|customer|client|member|person|contact|kunden?|external)[ _-]?(id|no|nr|number|nummer)$|^u?id$/i;
const anonymousIds = /^(anonymous|visitor|device|cookie)[ _-]?id$/i;
const emails = /^e[-_ ]?mail([-_ ]?address)?$/i;
const eventNames = /^(event|event[ _-]?name|action|activity)$/i;
const groupIds =
	/^(account|company|organi[sz]ation|org|tenant|group|firma|firmen|unternehmens?)[ _-]?(id|no|nr|number|nummer)$/i;
const ofAccount = /^(?:account[._ -]|company[ _-]|organi[sz]ation[ _-]|firmen[ _-]?)(?=.)/i;
const moments = /^(timestamp|time|date|datetime|when|occurred[ _-]?at|created[ _-]?at|.*[ _-]?(date|time)|.*[Dd]ate)$/i;

/** Whether a column of that name says whom, or which company, a row is about. */
export function isIdName(name: string): boolean {
	return [userIds, anonymousIds, emails, groupIds].some((names) => names.test(name));
}

/** What each column could become, from its name and some values. Each of the ids, and the time, is proposed once. */
export function propose(
	kind: ImportKind,
	names: readonly string[],
	samples: (name: string) => readonly unknown[],
): ProposedColumn[] {
	if (kind === 'accounts') return proposeCompanies(names, samples);
	const taken = new Set<string>();
	const isAboutCompanies = kind === 'people' && names.some((name) => groupIds.test(name));
	const once = (to: string) => !taken.has(to) && taken.add(to) !== undefined;
	return names.map((column) => {
		const guess = guessType(column, samples(column));
		const bare = column.replace(/^(traits|properties)\./, '');
		if (userIds.test(bare) && once('userId')) return { column, to: 'userId', type: 'text' };
		if (anonymousIds.test(bare) && once('anonymousId')) return { column, to: 'anonymousId', type: 'text' };
		if (emails.test(bare) && once('email')) return { column, to: 'email', type: 'text' };
		if (kind === 'events' && eventNames.test(column) && once('event')) return { column, to: 'event', type: 'text' };
		if (isAboutCompanies && groupIds.test(column) && once('groupId')) return { column, to: 'groupId', type: 'text' };
		if (isAboutCompanies && ofAccount.test(column))
			return { column, to: `account.${keyOf(column.replace(ofAccount, ''))}`, ...guess };
		const isMoment = kind === 'events' ? moments.test(column) : /^timestamp$/i.test(column);
		if (guess.type === 'date' && isMoment && once('timestamp')) return { column, to: 'timestamp', ...guess };
		// Whoever names the bag means just that key.
		const key = bare === column ? keyOf(bare) : bare;
		return { column, to: `${kind === 'people' ? 'traits' : 'properties'}.${key}`, ...guess };
	});
}

const companyIds = /^(id|domain)$/i;

/** Of a company every column is a fact, but its id. */
function proposeCompanies(names: readonly string[], samples: (name: string) => readonly unknown[]): ProposedColumn[] {
	const id = names.find((name) => groupIds.test(name)) ?? names.find((name) => companyIds.test(name));
	return names.map((column) => {
		if (column === id) return { column, to: 'groupId', type: 'text' };
		const guess = guessType(column, samples(column));
		if (/^timestamp$/i.test(column) && guess.type === 'date') return { column, to: 'timestamp', ...guess };
		const bare = column.replace(/^traits\./, '').replace(ofAccount, '');
		return { column, to: `account.${keyOf(bare)}`, ...guess };
	});
}

/** `First name` and `first_name` as `firstName`; what has other signs in it stays as it is. */
function keyOf(name: string): string {
	if (!/^[\w -]+$/.test(name)) return name;
	const [first = '', ...rest] = name.split(/[ _-]+/).filter((word) => word !== '');
	const begin = /^[A-Z\d]+$/.test(first) ? first.toLowerCase() : first.charAt(0).toLowerCase() + first.slice(1);
	return begin + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') || name;
}
