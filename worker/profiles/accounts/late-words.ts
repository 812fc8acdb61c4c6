import type { Touched } from '../fold.ts';
import type { Profile } from '../profile.ts';
import { packEvent, type Said, unpackEvents } from '../stored-event.ts';
import type { Tables } from '../tables.ts';
import { AccountTelling, accountErased } from './account-telling.ts';
import { accountBy, accountWordsOf, isSameAccount, standingWords } from './account-words.ts';

/**
 * The profile after new events, not stored yet, of which some say late whose member somebody was: what came of it is read off
 * all that was ever said, as a profile only remembers when that changed. Notes in `touched` what changed.
 * @param before the profile before these events
 */
export function withLateWords(
	tables: Tables,
	before: Profile | null,
	folded: Profile,
	said: readonly Said[],
	touched: Touched,
): Profile {
	if (before === null || !said.some((one) => isLate(before, one))) return folded;
	const account = accountBy([...wordsIn(tables, before, said), ...rememberedBeyond(before)]);
	if (!isSameAccount(account, folded)) touched.attributes.add('account');
	return { ...folded, ...account };
}

/** All words on whose member somebody is, those of new events among them. */
export function wordsIn(tables: Tables, { chain }: Profile, said: readonly Said[] = []) {
	const telling = new AccountTelling();
	for (const { body } of tables.batches.rowsOf(chain)) for (const stored of unpackEvents(body)) telling.add(stored);
	for (const one of said) telling.add(packEvent(one));
	return telling.words();
}

/**
 * Something that is known may have happened after it. The last word that a profile remembers is not enough to tell: one that said
 * the same again is not remembered, and counts once another account's comes between the two.
 */
function isLate(before: Profile, { event: { event, groupId, timestamp }, siteId }: Said): boolean {
	if (siteId === '') return event === accountErased;
	const known = Math.max(accountWordsOf(before).at(-1)?.at ?? 0, before.chain?.until ?? 0);
	return groupId !== undefined && timestamp < known;
}

/** Of what is dropped after some time, the profile's memory is all that is left. */
function rememberedBeyond(profile: Profile) {
	const { keptFrom } = profile;
	return keptFrom === undefined ? [] : standingWords(accountWordsOf(profile)).filter(({ at }) => at < keptFrom);
}
