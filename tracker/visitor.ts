import { idBytes, mintId, parseId, regions } from '../core/id/id.ts';
import { readCookie, writeCookie } from './cookie.ts';
import type { Store } from './store.ts';
import type { Bag } from './types.ts';

const cookieName = 'ew_id';
const idKey = 'ew.id';
const userKey = 'ew.user';

/** Who this browser says it is. Nothing is stored before something is asked or told. */
export interface Visitor {
	/** The anonymousId: from the cookie, else the store, else minted now. Keeps it for another 400 days. */
	anonymousId(): string;
	/** The same, if there is one already. */
	knownId(): string | null;
	userId(): string | null;
	traits(): Bag;
	/** Remembers a userId and adds traits; another userId than before is another person, with no traits and a new anonymousId. */
	identify(userId: string | undefined, traits: Bag): void;
	forget(): void;
}

/** Opens what the browser knows of its visitor. New ids are addresses in `region`, on any of its `shards`. */
export function openVisitor(store: Store, region: string, shards: number): Visitor {
	let written: string | undefined;
	const knownId = () => [readCookie(cookieName), store.get(idKey)].find(isOurs) ?? null;
	const user = () => readUser(store.get(userKey));
	const forgetId = () => {
		written = undefined;
		writeCookie(cookieName, '');
		store.remove(idKey);
	};
	return {
		knownId,
		anonymousId() {
			const id = knownId() ?? mint(region, shards);
			if (written !== id) {
				written = id;
				writeCookie(cookieName, id);
				store.set(idKey, id);
			}
			return id;
		},
		userId: () => user().userId,
		traits: () => user().traits,
		identify(userId, traits) {
			const before = user();
			const same = !userId || !before.userId || userId === before.userId;
			if (!same) forgetId();
			const after = { userId: userId ?? before.userId, traits: { ...(same && before.traits), ...traits } };
			store.set(userKey, JSON.stringify(after));
		},
		forget() {
			forgetId();
			store.remove(userKey);
		},
	};
}

function isOurs(id: string | null): id is string {
	return id !== null && parseId(id) !== null;
}

function mint(wanted: string, shards: number): string {
	const [pick = 0, ...random] = crypto.getRandomValues(new Uint8Array(idBytes + 1));
	const region = regions.find((known) => known === wanted) ?? 'weur';
	return mintId({ region, shard: pick % shards }, Uint8Array.from(random));
}

function readUser(json: string | null): { userId: string | null; traits: Bag } {
	try {
		const { userId, traits } = JSON.parse(json ?? '');
		return { userId: typeof userId === 'string' ? userId : null, traits: { ...traits } };
	} catch {
		return { userId: null, traits: {} };
	}
}
