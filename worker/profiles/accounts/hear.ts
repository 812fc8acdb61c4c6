import type { Event } from '../../../core/event/index.ts';
import { foldTraits, nothingTouched } from '../fold.ts';
import type { Turn } from '../settle.ts';
import { type Said, unpackEvent, unpackEvents } from '../stored-event.ts';
import type { Tables } from '../tables.ts';
import { TraitRoom } from '../trait-room.ts';
import { type Account, copyOf, newAccount } from './account.ts';
import type { Member, MemberStanding } from './member.ts';
import type { MemberNews, NewsAnswer } from './news.ts';
import { settleAccount } from './settle-account.ts';
import { verify } from './verify.ts';

/**
 * Takes in what a shard tells an account of its members, in the caller's transaction; what it has heard before changes nothing.
 * Answers in their order.
 */
export function hearOfMembers(turn: Turn, shard: string, accountId: string, told: readonly MemberNews[]): NewsAnswer[] {
	const before = turn.tables.accounts.read(accountId);
	const hearing = new Hearing(turn, before ?? newAccount(accountId, turn.now), shard);
	const kinds = told.map((news) => hearing.take(news));
	const account = hearing.settle(before);
	return told.map(({ has }, i) => ({
		...(kinds[i] ?? { kind: 'failed' }),
		copy: account && account.erasedAt === undefined && account.version > has ? JSON.stringify(copyOf(account)) : null,
	}));
}

type Kind = Omit<NewsAnswer, 'copy'>;

/** An account while it hears of several members. */
class Hearing {
	readonly #turn: Turn;
	readonly #tables: Tables;
	readonly #shard: string;
	readonly #events: Event[] = [];
	#account: Account;
	/** Whether anything was heard that is new; that took away what counted; that concerns who is a member. */
	#isChanged = false;
	#isAnew = false;
	#isMoved = false;

	constructor(turn: Turn, account: Account, shard: string) {
		this.#turn = turn;
		this.#tables = turn.tables;
		this.#account = account;
		this.#shard = shard;
	}

	take(news: MemberNews): Kind {
		const { erasedAt } = this.#account;
		if (erasedAt !== undefined) {
			if (news.spells.length === 0) return { kind: 'told' };
			if ((news.erasedAt ?? 0) < erasedAt) return { kind: 'erased', erasedAt };
			// Somebody names it anew.
			this.#account = { ...newAccount(this.#account.id, this.#turn.now), version: this.#account.version };
		}
		const known = this.#tables.accountMembers.read(this.#account.id, news.profileId);
		if (known && known.generation > news.generation) return { kind: 'told' };
		if (known?.standing === 'replaced' && known.generation === news.generation) return { kind: 'told' };
		const goesOn = known?.generation === news.generation;
		if (!goesOn && !news.isWhole) return { kind: 'again' };
		if (goesOn && news.through <= known.through && JSON.stringify(known.spells) === JSON.stringify(news.spells))
			return { kind: 'told' };
		this.#isChanged = true;
		this.#replace(news);
		if (known && !goesOn) this.#forget(news.profileId);
		if (news.spells.length === 0) this.#remove(news);
		else this.#keep(news, goesOn ? known : null);
		return { kind: 'told' };
	}

	/** The account as it is then; null when there is none. */
	settle(before: Account | null): Account | null {
		if (!this.#isChanged) return before;
		const isNobodys = before === null && this.#events.length === 0 && !this.#isMoved;
		if (isNobodys) return null;
		return settleAccount(this.#turn, before?.erasedAt === undefined ? before : null, this.#account, {
			events: this.#events,
			isAnew: this.#isAnew,
			isMoved: this.#isMoved,
		});
	}

	#verify(): void {
		const { account, isAnew } = verify(this.#tables, this.#account);
		this.#account = account;
		this.#isAnew ||= isAnew;
		this.#isMoved = true;
	}

	#replace({ profileId, replaces }: MemberNews): void {
		const { id } = this.#account;
		for (const { profileId: replaced, generation } of replaces) {
			const known = this.#tables.accountMembers.read(id, replaced);
			if (known && known.generation > generation) continue;
			this.#forget(replaced);
			this.#isMoved = true;
			const row = { standing: 'replaced', spells: [], isClaim: true, through: 0 } as const;
			this.#tables.accountMembers.save(id, { profileId: replaced, replacedBy: profileId, generation, ...row });
		}
	}

	#forget(profileId: string): void {
		if (this.#tables.accountEvents.removeOf(this.#account.id, profileId)) this.#isAnew = true;
	}

	#remove({ profileId }: MemberNews): void {
		const { id } = this.#account;
		if (this.#tables.accountMembers.read(id, profileId)) this.#isMoved = true;
		this.#forget(profileId);
		this.#tables.accountMembers.remove(id, profileId);
		this.#tables.accountMembers.removeReplacedBy(id, profileId);
	}

	#keep(news: MemberNews, known: Member | null): void {
		if (!news.isClaim && !this.#account.isVerified) this.#verify();
		const { id, isVerified, shards } = this.#account;
		const counts = !isVerified || !news.isClaim;
		const heard = known?.through ?? 0;
		const fresh = counts ? news.rows.filter(({ seq }) => seq > heard).flatMap(({ body }) => unpackEvents(body)) : [];
		const lastRow = this.#tables.accountEvents.append(id, news.profileId, fresh, this.#account.lastRow);
		const said = fresh.map(unpackEvent);
		this.#events.push(...said.map(({ event }) => event));
		const grown = {
			...this.#account,
			lastRow,
			...(!shards.includes(this.#shard) && { shards: [...shards, this.#shard] }),
		};
		this.#account = said.reduce(foldSaid, grown);
		const standing = standingOf(news, counts);
		if (known?.standing !== standing) this.#isMoved = true;
		const { profileId, generation, through, isClaim, spells } = news;
		this.#tables.accountMembers.save(id, {
			profileId,
			standing,
			generation,
			isClaim,
			spells,
			through: Math.max(through, heard),
		});
	}
}

function standingOf({ spells }: MemberNews, counts: boolean): MemberStanding {
	if (!counts) return 'claimed';
	return spells.at(-1)?.[1] === null ? 'member' : 'former';
}

/** The account after something that a member's history tells: their group calls say its traits. */
function foldSaid(account: Account, { event, source }: Said): Account {
	if (event.groupId !== account.id || event.traits === null || source === 'edgewise') return account;
	if (!new TraitRoom(account.traits).take(event.traits)) return { ...account, isFull: true };
	return { ...account, traits: foldTraits(account.traits, event, source, nothingTouched()) };
}
