import type { Counted } from '../spread.ts';
import type { Tables } from '../tables.ts';
import { attributesOf } from './account-attributes.ts';
import { AccountHistory } from './account-history.ts';

const pageSize = 20;

/** The accounts of a shard, a page at a time. @param pause lets others go first */
export async function* everyAccount(
	{ accounts, accountEvents }: Tables,
	pause: () => Promise<unknown>,
): AsyncGenerator<readonly Counted[]> {
	for (let ids = accounts.idsAfter('', pageSize); ids.length > 0; ids = accounts.idsAfter(ids.at(-1) ?? '', pageSize)) {
		yield ids.flatMap((id) => {
			const account = accounts.read(id);
			if (!account || account.erasedAt !== undefined) return [];
			const attributes = attributesOf({ ...account, computed: {} });
			return [{ id, subject: { attributes, events: new AccountHistory(accountEvents, id), segments: [] } }];
		});
		await pause();
	}
}
