/**
 * Works through items with at most `limit` at once, reading no further than it works. The first failure stops the reading,
 * lets what is under way end, and is thrown.
 */
export async function eachAtMost<Item>(
	limit: number,
	items: AsyncIterable<Item>,
	work: (item: Item) => Promise<void>,
): Promise<void> {
	const underWay = new Set<Promise<void>>();
	const failures: unknown[] = [];
	for await (const item of items) {
		const one: Promise<void> = work(item)
			.catch((error: unknown) => void failures.push(error))
			.finally(() => underWay.delete(one));
		underWay.add(one);
		if (underWay.size >= limit) await Promise.race(underWay);
		if (failures.length > 0) break;
	}
	await Promise.all(underWay);
	if (failures.length > 0) throw failures[0];
}
