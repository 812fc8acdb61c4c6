import type { AccountWord } from '../profile.ts';
import type { StoredEvent } from '../stored-event.ts';

/** The event by which a person's history tells that an account of theirs was erased. */
export const accountErased = 'Account Erased';

/** Gathers, in whatever order they come, what events say of whose member somebody is. */
export class AccountTelling {
	readonly #said: (AccountWord & { readonly receivedAt: number })[] = [];
	readonly #erasedAt = new Map<string, number>();

	add({ s: siteId, e: event, a: at, r: receivedAt, g: id, p: properties, w: source }: StoredEvent): void {
		if (siteId !== '' && id !== undefined)
			this.#said.push({ at, id, receivedAt, ...(source === undefined && { isClaim: true }) });
		if (siteId !== '' || event !== accountErased || typeof properties.accountId !== 'string') return;
		const { accountId } = properties;
		this.#erasedAt.set(accountId, Math.max(at, this.#erasedAt.get(accountId) ?? at));
	}

	/** All that was said. What was there when its account was erased says no more than that the person was elsewhere till then. */
	words(): AccountWord[] {
		return this.#said.map(({ receivedAt, ...word }) => {
			const erasedAt = this.#erasedAt.get(word.id ?? '');
			return erasedAt !== undefined && receivedAt <= erasedAt ? { ...word, id: null } : word;
		});
	}
}
