import type { Env } from '../../env.ts';
import type { Transact } from '../attend.ts';
import type { Turn } from '../settle.ts';
import { type Account, type AccountCopy, copyOf } from './account.ts';
import { keepCopy } from './ask-members.ts';
import { forgetAccount } from './forget-account.ts';
import { homesOf, shardNamed } from './homes.ts';
import type { AccountLink } from './link.ts';
import { type MemberNews, type NewsAnswer, newLink, newsOf } from './news.ts';
import { looksOf, tellAgainAt } from './settle-account.ts';

/** People whose accounts one turn of the alarm tells of them, and accounts that it tells members' shards of. */
const peopleMax = 200;
const accountsMax = 50;
/** Where telling goes on, as `meta` keeps it. */
const newsAfter = 'accountNewsAfter';
/** Characters of events that one call carries. */
const callMax = 8_000_000;
/** When a shard that did not answer is told again, ms. */
const againMs = 1_000;

/** What carries words from one shard to another. */
interface Surroundings {
	readonly env: Env;
	readonly transact: Transact;
	/** The shard's name. */
	readonly shard: string;
}

/**
 * Tells accounts what is new of their members here. It is noted in the transaction in which it happened, and told until
 * the account has it: a row of events has a number, by which what is told twice counts once. Returns whether more are waiting.
 * Throws when some account could not be told, after all others were.
 */
export async function tellAccounts(turn: Turn, by: Surroundings): Promise<boolean> {
	const { tables } = turn;
	const ids = tables.accountLinks.news(tables.meta.read(newsAfter) ?? '', peopleMax);
	if (ids.length === 0) return false;
	const told = by.transact(() => ids.flatMap((id) => noteLinks(turn, id)));
	const accountIds = new Set(told.map(({ accountId }) => accountId));
	const named = new Set(told.flatMap(({ accountId, spells }) => (spells.length > 0 ? [accountId] : [])));
	const homes = await homesOf(by.env, accountIds, named, by.shard);
	// An account that has no home has never heard of them.
	const unheard = told.filter(({ accountId }) => !homes.has(accountId));
	by.transact(() => {
		for (const news of unheard) noteAnswer(turn, news, { kind: 'told', copy: null });
	});
	const failures = await Promise.allSettled(byHome(told, homes).map(([home, some]) => tellHome(turn, by, home, some)));
	by.transact(() => {
		for (const id of ids) if (isQuiet(turn, id)) tables.accountLinks.removeNews(id);
	});
	const failed = failures.find((outcome) => outcome.status === 'rejected');
	// An account that cannot hear must not hold up those that can: next time, whoever comes behind these is told of first.
	if (failed) tables.meta.save(newsAfter, ids.at(-1) ?? '');
	if (failed) throw failed.reason;
	return tables.accountLinks.hasNews();
}

/** What is to be told of a person. That it is being told is noted first, so that whoever takes over the person knows. */
function noteLinks({ tables, now }: Turn, profileId: string): readonly MemberNews[] {
	const { news, quiet } = newsOf(tables, profileId, now);
	const known = new Map(tables.accountLinks.of(profileId).map((link) => [link.accountId, link]));
	for (const link of quiet) if (known.get(link.accountId)?.through !== link.through) tables.accountLinks.save(link);
	for (const { accountId, generation } of news)
		if (!known.has(accountId)) tables.accountLinks.save(newLink(profileId, accountId, generation));
	return news;
}

/** Whether every account knows all there is of a person by now. */
function isQuiet({ tables, now }: Turn, profileId: string): boolean {
	const { news, quiet } = newsOf(tables, profileId, now);
	const last = tables.profiles.read(profileId)?.chain?.last ?? 0;
	return news.length === 0 && quiet.every(({ through }) => through >= last);
}

/** By the shard that is told, as much at a time as one call carries, what is of one account together. */
function byHome(told: readonly MemberNews[], homes: ReadonlyMap<string, string>): [string, MemberNews[]][] {
	const calls: [string, MemberNews[]][] = [];
	const open = new Map<string, { news: MemberNews[]; size: number }>();
	for (const news of told) {
		const home = homes.get(news.accountId);
		if (home === undefined) continue;
		const size = news.rows.reduce((sum, { body }) => sum + body.length, 0);
		const before = open.get(home);
		const call = before && before.size + size <= callMax ? before : { news: [], size: 0 };
		if (call !== before) calls.push([home, call.news]);
		call.news.push(news);
		call.size += size;
		open.set(home, call);
	}
	return calls;
}

async function tellHome(turn: Turn, by: Surroundings, home: string, told: readonly MemberNews[]): Promise<void> {
	const answers = await shardNamed(by.env, home).hearOfMembers(by.shard, told);
	by.transact(() => {
		for (const [i, news] of told.entries()) noteAnswer(turn, news, answers[i]);
	});
	if (answers.some(({ kind }) => kind === 'failed')) throw new Error('an account could not hear of its members');
}

function noteAnswer(turn: Turn, news: MemberNews, answer: NewsAnswer | undefined): void {
	const { accountLinks } = turn.tables;
	const { profileId, accountId } = news;
	const link = accountLinks.of(profileId).find((one) => one.accountId === accountId);
	if (!answer || !link) return;
	if (answer.copy !== null) keepCopy(turn.tables, JSON.parse(answer.copy));
	// All has to be told anew meanwhile.
	if (link.generation !== news.generation) return;
	switch (answer.kind) {
		case 'told':
			if (news.spells.length === 0) accountLinks.remove(profileId, accountId);
			else accountLinks.save(heardOf(link, news));
			return;
		case 'again':
			accountLinks.save({
				...newLink(profileId, accountId, Math.max(turn.now, link.generation + 1)),
				replaces: link.replaces ?? [],
			});
			return;
		case 'erased':
			forgetAccount(turn, profileId, accountId, answer.erasedAt ?? turn.now);
			return;
		default:
			return;
	}
}

function heardOf({ isWhole, replaces, ...link }: AccountLink, { through, spells }: MemberNews): AccountLink {
	return { ...link, through: Math.max(through, link.through), spells };
}

/**
 * Tells members' shards how accounts of here look now, those that are due. Returns whether more are. What does not answer is told
 * again.
 */
export async function tellMembers(turn: Turn, by: Surroundings): Promise<boolean> {
	const { tables } = turn;
	const accounts = tables.accounts.toTell(turn.now, accountsMax).flatMap((id) => tables.accounts.read(id) ?? []);
	const copies = new Map<string, AccountCopy[]>();
	for (const account of accounts)
		for (const shard of account.shards) copies.set(shard, [...(copies.get(shard) ?? []), copyOf(account)]);
	const failed = new Set<string>();
	await Promise.all(
		[...copies].map(async ([shard, some]) => {
			try {
				await shardNamed(by.env, shard).hearOfAccounts(some.map((copy) => JSON.stringify(copy)));
			} catch (error) {
				failed.add(shard);
				console.error('members were not told of their account', shard, error);
			}
		}),
	);
	by.transact(() => {
		for (const account of accounts)
			noteTold(
				turn,
				account,
				account.shards.some((shard) => failed.has(shard)),
			);
	});
	return tables.accounts.toTell(turn.now, 1).length > 0;
}

function noteTold({ tables, now }: Turn, told: Account, hasFailed: boolean): void {
	const account = tables.accounts.read(told.id);
	if (!account) return;
	if (hasFailed) tables.accounts.retell(told.id, now + againMs);
	else
		tables.accounts.noteTold(
			{ ...account, toldAt: now },
			looksOf(account) === looksOf(told) ? null : tellAgainAt(account, now),
		);
}
