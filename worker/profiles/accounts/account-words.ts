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
	return inTime.filter((word, i) => word.id !== (i === 0 ? null : inTime[i - 1]?.id));
}

/** Whose member a person is, by all the words there are. */
export function accountBy(words: readonly AccountWord[]): Account {
	const standing = standingWords(words);
	const last = standing.at(-1);
	if (!last) return { accountId: null };
	return { accountId: last.id, accountAt: last.at, accountWords: standing.slice(-accountWordsMax) };
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
