import type { AdminApi } from '../../../scripts/start/admin.ts';

interface Item {
	readonly messageId: string;
	readonly timestamp: string;
	readonly properties: Record<string, unknown>;
}

/** How often each mark stands in the histories of these people, as the real edge keeps them. */
export async function countMarks(api: AdminApi, people: Iterable<string>): Promise<Map<string, number>> {
	const counts = new Map<string, number>();
	for (const id of people) {
		for (const { properties } of await history(api, id)) {
			if (typeof properties.mark === 'string') counts.set(properties.mark, (counts.get(properties.mark) ?? 0) + 1);
		}
	}
	return counts;
}

/** Everything that a person did. Pages of a history overlap by a millisecond, since several events may share one. */
async function history(api: AdminApi, id: string): Promise<Item[]> {
	const pages: Item[][] = [];
	for (let before = ''; ; ) {
		const { items, cursor } = await api.get<{ items: Item[]; cursor: string | null }>(
			`/api/profiles/${id}/events${before}`,
		);
		const seen = new Set(pages.flat().map(({ messageId }) => messageId));
		// Only what an earlier page showed is the overlap: what one page shows twice is there twice.
		pages.push(items.filter(({ messageId }) => !seen.has(messageId)));
		if (cursor === null || pages.at(-1)?.length === 0) return pages.flat();
		before = `?before=${new Date(Date.parse(cursor) + 1).toISOString()}`;
	}
}
