import { overlaps } from '../../segments/readers.ts';
import { attendTogether, type Transact } from '../attend.ts';
import type { Definitions } from '../definitions.ts';
import { nothingNew, type Turn } from '../settle.ts';
import type { Tables } from '../tables.ts';
import type { AccountCopy } from './account.ts';
import { attributesOf } from './account-attributes.ts';
import { forgetAccount } from './forget-account.ts';

/** Accounts whose members one turn of the alarm asks, and members of each. */
const accountsMax = 20;
const membersMax = 200;
/** Members who are asked before others of the shard have their turn. */
const togetherMax = 10;

/** Keeps how an account looks, in the caller's transaction, and notes that its members are to be asked about what changed. */
export function keepCopy({ accountCopies }: Tables, copy: AccountCopy): void {
	const before = accountCopies.read(copy.id);
	if (before && before.version >= copy.version) return;
	const paths = [...new Set([...changedPaths(before, copy), ...(accountCopies.asking(copy.id)?.paths ?? [])])];
	accountCopies.save(copy, paths.length === 0 ? null : { paths, after: '' });
}

/** What conditions see otherwise: `account.traits.plan`. */
function changedPaths(before: AccountCopy | null, copy: AccountCopy): string[] {
	if (!before || before.isVerified !== copy.isVerified || copy.erasedAt !== undefined) return ['account'];
	const [was, is] = [attributesOf(before), attributesOf(copy)];
	const changed = (a: object, b: object, path: string) => {
		const [had, has] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
		const keys = new Set([...had.keys(), ...has.keys()]);
		return [...keys].filter((key) => !isSame(had.get(key), has.get(key))).map((key) => `${path}.${key}`);
	};
	return [
		...changed(before.traits, copy.traits, 'account.traits'),
		...changed(was.computed, is.computed, 'account.computed'),
		...changed({ ...was, traits: 0, computed: 0 }, { ...is, traits: 0, computed: 0 }, 'account'),
	];
}

function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Asks members again whose account looks otherwise, as far as any segment or journey may care, a turn at a time from where the
 * last one stopped. `pause` lets others go first. Returns whether more are waiting.
 */
export async function askMembers(turn: Turn, transact: Transact, pause: () => Promise<unknown>): Promise<boolean> {
	for (const id of turn.tables.accountCopies.unasked(accountsMax)) await askMembersOf(turn, transact, id, pause);
	return turn.tables.accountCopies.unasked(1).length > 0;
}

async function askMembersOf(turn: Turn, transact: Transact, id: string, pause: () => Promise<unknown>): Promise<void> {
	const { tables, definitions } = turn;
	const { accountCopies, accountLinks } = tables;
	const [copy, asking] = [accountCopies.read(id), accountCopies.asking(id)];
	if (!copy || !asking) return;
	const isErased = copy.erasedAt !== undefined;
	const people =
		isErased || concerns(definitions, asking.paths) ? accountLinks.peopleOf(id, asking.after, membersMax) : [];
	const change = { events: new Set<string>(), attributes: new Set(asking.paths) };
	for (let from = 0; from < people.length; from += togetherMax) {
		const some = people.slice(from, from + togetherMax);
		if (copy.erasedAt === undefined) {
			const members = some.filter((one) => tables.profiles.read(one)?.accountId === id);
			attendTogether(turn, transact, members, { ...nothingNew, change });
		} else {
			const { erasedAt } = copy;
			transact(() => {
				for (const one of some) forgetAccount(turn, one, id, erasedAt);
			});
		}
		await pause();
	}
	transact(() => {
		// It may look otherwise again meanwhile.
		if (accountCopies.read(id)?.version !== copy.version) return;
		const isOver = people.length < membersMax;
		if (isOver && isErased) accountCopies.remove(id);
		else accountCopies.save(copy, isOver ? null : { paths: asking.paths, after: people.at(-1) ?? '' });
	});
}

/** Whether anything that is asked of people reads what changed. A journey's conditions are asked at every step. */
function concerns({ segments, journeys }: Definitions, paths: readonly string[]): boolean {
	if (journeys.versions.size > 0) return true;
	return segments.some(({ condition }) =>
		[...condition.depends.attributes].some((read) => paths.some((path) => overlaps(read, path))),
	);
}
