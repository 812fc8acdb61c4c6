import { attempt } from './attempt.ts';
import { inCookies, writeCookie } from './cookie.ts';
import { isOwnHost, options } from './options.ts';
import { letters } from './random.ts';
import { drop, get, set } from './store.ts';
import type { Bag } from './types.ts';

const idKey = 'ew.id';
const userKey = 'ew.user';

/**
 * The visitor's anonymousId, if there is one: from the store, from the edge, which writes what its cookie says into the tag, or
 * from our own cookie. An empty one in the store is an id that was forgotten: what the edge wrote is older.
 */
export function knownId(): string | null {
	const id = get(idKey) ?? (options.id || inCookies(/\bew_id=([^;]+)/));
	return /^\w+-\w{26}$/.test(id as string) ? (id as string) : null;
}

/** The same, minted when there is none. An id is an address (`core/id`): a shard, and who it is there. */
export function anonymousId(): string {
	return useId(knownId() ?? `${options.shard}-${letters(26)}`);
}

/** Makes an id this browser's. */
export function useId(id: string): string {
	if (get(idKey) !== id) {
		set(idKey, id);
		if (!isOwnHost) writeCookie('ew_id', id);
	}
	return id;
}

/** Who this browser was said to be, and what was said of them. */
export function readUser(): { userId?: unknown; traits?: Bag } {
	return attempt(() => JSON.parse(get(userKey) ?? '')) ?? {};
}

/** Remembers a userId and adds traits; another userId than before is another person, with no traits and a new anonymousId. */
export function remember({ userId, traits }: Bag): void {
	let user = readUser();
	if (userId && user.userId && userId !== user.userId) {
		forget();
		user = {};
	}
	set(userKey, JSON.stringify({ userId: userId || user.userId, traits: { ...user.traits, ...(traits as Bag) } }));
}

/** Forgets who this is, all but that there was somebody: the edge's word in the tag may be older than this. */
export function forget(): void {
	drop(userKey);
	useId('');
}
