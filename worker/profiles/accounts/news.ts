import type { EventChain, Profile } from '../profile.ts';
import { isOfPerson } from '../store-events.ts';
import { packEvents, unpackEvents } from '../stored-event.ts';
import type { Tables } from '../tables.ts';
import {
	accountWordsMax,
	accountWordsOf,
	isClaimant,
	isWithin,
	type Spell,
	spellsBy,
	standingWords,
} from './account-words.ts';
import { wordsIn } from './late-words.ts';
import type { AccountLink, Replaced } from './link.ts';

/** Characters of events that one account hears of one person at a time. */
const portionMax = 2_000_000;

/** What an account is told of somebody who is, or was, its member. */
export interface MemberNews extends Pick<AccountLink, 'accountId' | 'profileId' | 'generation' | 'erasedAt'> {
	/** All is told anew, from the first row on. */
	readonly isWhole: boolean;
	/** When they were a member; never, as it has turned out, when there is none. */
	readonly spells: readonly Spell[];
	/** Only a browser says so. */
	readonly isClaim: boolean;
	/** Their events while they were a member: `packEvents` of each row. */
	readonly rows: readonly { readonly seq: number; readonly body: string }[];
	/** The last row that this tells of, whether or not it had anything for the account. */
	readonly through: number;
	readonly replaces: readonly Replaced[];
	/** The version of the account that the person's shard knows; 0 for none. */
	readonly has: number;
}

/** What an account makes of it: `again` when it has to hear all of it, `failed` when it is to be told later. */
export interface NewsAnswer {
	readonly kind: 'told' | 'again' | 'failed' | 'erased';
	/** When the account was erased, ms: what was said of it before says nothing any more. */
	readonly erasedAt?: number;
	/** How the account looks, as JSON, where the person's shard knows less; null where it looks like nothing. */
	readonly copy: string | null;
}

/** Everything that accounts have yet to hear of a person, and links on which there is nothing to tell. */
export interface PersonNews {
	readonly news: readonly MemberNews[];
	readonly quiet: readonly AccountLink[];
}

const nobody: ReadonlyMap<string, readonly Spell[]> = new Map();

/** What accounts have yet to hear of a person. Of whom has become another profile, that one tells. */
export function newsOf(tables: Tables, profileId: string, now: number): PersonNews {
	const profile = tables.profiles.read(profileId);
	if (!profile && tables.departures.read(profileId)) return { news: [], quiet: [] };
	const links = new Map(tables.accountLinks.of(profileId).map((link) => [link.accountId, link]));
	const spells = profile ? spellsOf(tables, profile) : nobody;
	const isClaim = profile !== null && isClaimant(profile);
	const news: MemberNews[] = [];
	const quiet: AccountLink[] = [];
	for (const accountId of new Set([...links.keys(), ...spells.keys()])) {
		const link = links.get(accountId) ?? newLink(profileId, accountId, now);
		const own = spells.get(accountId) ?? [];
		const { rows, through } = rowsFor(tables, profile?.chain ?? null, link.through, own);
		const isSame = JSON.stringify(link.spells ?? null) === JSON.stringify(own);
		if (!link.isWhole && isSame && rows.length === 0) {
			quiet.push({ ...link, through });
			continue;
		}
		news.push({
			...{ accountId, profileId, isClaim, rows, through },
			generation: link.generation,
			isWhole: link.isWhole === true,
			spells: own,
			replaces: link.replaces ?? [],
			has: tables.accountCopies.read(accountId)?.version ?? 0,
			...(link.erasedAt !== undefined && { erasedAt: link.erasedAt }),
		});
	}
	return { news, quiet };
}

export function newLink(profileId: string, accountId: string, now: number): AccountLink {
	return { profileId, accountId, generation: now, through: 0, isWhole: true };
}

/** When a person was a member of which account. */
function spellsOf(tables: Tables, profile: Profile): ReadonlyMap<string, readonly Spell[]> {
	const words = accountWordsOf(profile);
	if (words.length < accountWordsMax) return spellsBy(words);
	return spellsBy(standingWords([...wordsIn(tables, profile), ...words]));
}

/** A person's events in the rows after one, as many as one telling takes. */
function rowsFor({ batches }: Tables, chain: EventChain | null, after: number, spells: readonly Spell[]) {
	const behind: { seq: number; body: string }[] = [];
	for (const { seq, body } of batches.rowsOf(chain)) {
		if (seq <= after) break;
		behind.push({ seq, body });
	}
	const rows: { seq: number; body: string }[] = [];
	let [size, through] = [0, after];
	for (const { seq, body } of behind.reverse()) {
		if (size > portionMax) break;
		const own = unpackEvents(body).filter((event) => isOfPerson(event) && isWithin(spells, event.a));
		through = seq;
		if (own.length === 0) continue;
		rows.push({ seq, body: packEvents(own) });
		size += body.length;
	}
	return { rows, through };
}

/** What accounts know of a person is not so any more: each has to hear all of it anew. */
export function tellAnew(tables: Tables, profileId: string, now: number): void {
	const links = tables.accountLinks.of(profileId);
	for (const link of links) {
		tables.accountLinks.save({ ...link, generation: Math.max(now, link.generation + 1), through: 0, isWhole: true });
	}
	if (links.length > 0) tables.accountLinks.addNews(profileId);
}
