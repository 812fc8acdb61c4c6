import type { AccountWord, Profile } from '../profile.ts';

/** Words that a profile remembers. Of whom there are as many, older ones are read off their events. */
export const accountWordsMax = 50;

type Account = Pick<Profile, 'accountId' | 'accountAt' | 'accountWords'>;

/** The words that a profile remembers. */
export function accountWordsOf({ accountId, accountAt, accountWords }: Account): readonly AccountWord[] {
	return accountWords ?? (accountId === null ? [] : [{ at: accountAt ?? 0, id: accountId, isClaim: true }]);
}

/**
 * The words that stand, oldest first, whatever the order in which they came: once a server has said whose member somebody
 * is, what browsers claim counts for nothing. Of words that say the same one after the other the first stands.
 */
export function standingWords(words: readonly AccountWord[]): AccountWord[] {
	const said = words.some(({ isClaim }) => !isClaim) ? words.filter(({ isClaim }) => !isClaim) : words;
	const inTime = said.toSorted((a, b) => a.at - b.at || ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
	return inTime.filter((word, i) => i === 0 || word.id !== inTime[i - 1]?.id);
}

/** Whose member a person is, by all the words there are. */
export function accountBy(words: readonly AccountWord[]): Account {
	const standing = standingWords(words);
	const last = standing.at(-1);
	if (!last) return { accountId: null };
	return { accountId: last.id, accountAt: last.at, accountWords: standing.slice(-accountWordsMax) };
}

/** Whether two say that somebody is the same one's member, for as long and at the word of the same. */
export function isSameAccount(one: Account, other: Account): boolean {
	return JSON.stringify(accountWordsOf(one).at(-1) ?? null) === JSON.stringify(accountWordsOf(other).at(-1) ?? null);
}

/** Whether no more was said than what concerns events to come: nothing that had happened is another account's by that. */
export function goesOn(before: Account & Pick<Profile, 'chain'>, after: Account): boolean {
	const [had, has] = [accountWordsOf(before), accountWordsOf(after)];
	const text = (word: AccountWord | undefined) => JSON.stringify(word);
	// The oldest of very many are not remembered any more.
	const from = had.findIndex((word) => text(word) === text(has[0]));
	const kept = from === -1 ? had : had.slice(from);
	if (!kept.every((word, i) => text(word) === text(has[i]))) return false;
	return has.slice(kept.length).every(({ at }) => at > (before.chain?.until ?? Number.NEGATIVE_INFINITY));
}

/** A time for which somebody was a member: from a moment on, before another; null while it lasts. ms. */
export type Spell = readonly [fromMs: number, untilMs: number | null];

/** When somebody was a member of which account, by words that stand. */
export function spellsBy(standing: readonly AccountWord[]): Map<string, Spell[]> {
	const spells = new Map<string, Spell[]>();
	for (const [i, { at, id }] of standing.entries()) {
		if (id === null) continue;
		spells.set(id, [...(spells.get(id) ?? []), [at, standing[i + 1]?.at ?? null]]);
	}
	return spells;
}

/** Whether a moment lies in any of these. */
export function isWithin(spells: readonly Spell[], at: number): boolean {
	return spells.some(([from, until]) => at >= from && (until === null || at < until));
}

/** Whether it is a browser that makes somebody a member, and nobody else. */
export function isClaimant(profile: Account): boolean {
	return accountWordsOf(profile).some(({ isClaim }) => isClaim);
}
