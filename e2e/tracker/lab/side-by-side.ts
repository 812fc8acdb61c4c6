/** Runs work on each item, at most `most` at a time; answers in the items' order. */
export async function sideBySide<T, R>(items: readonly T[], most: number, work: (item: T) => Promise<R>): Promise<R[]> {
	const results: R[] = [];
	const queue = [...items.entries()];
	const worker = async () => {
		for (let next = queue.shift(); next !== undefined; next = queue.shift()) results[next[0]] = await work(next[1]);
	};
	await Promise.all(Array.from({ length: most }, worker));
	return results;
}
