/** Something that has a place in an order, such as a line of a log. */
export interface Sequence<T> {
	/** No item of the sequence stands before the one that has this; the sequence is opened when its turn comes. */
	readonly first: T;
	open(): AsyncIterable<T>;
}

/**
 * Merges sequences that are in order, each by itself, into one in order. Those that begin later are opened later: a
 * thousand files, one after the other, are one open file at a time. Of two equal items, the earlier sequence's comes first.
 */
export async function* mergeInOrder<T>(
	sequences: readonly Sequence<T>[],
	compare: (a: T, b: T) => number,
): AsyncGenerator<T> {
	const waiting = sequences.toSorted((a, b) => compare(a.first, b.first));
	const open: { item: T; rest: AsyncIterator<T> }[] = [];
	try {
		for (;;) {
			const least = leastOf(open, compare);
			const next = waiting[0];
			if (next && (!least || compare(next.first, least.item) <= 0)) {
				waiting.shift();
				const rest = next.open()[Symbol.asyncIterator]();
				const { done, value } = await rest.next();
				if (!done) open.push({ item: value, rest });
				continue;
			}
			if (!least) return;
			yield least.item;
			const { done, value } = await least.rest.next();
			if (done) open.splice(open.indexOf(least), 1);
			else least.item = value;
		}
	} finally {
		for (const { rest } of open) await rest.return?.();
	}
}

function leastOf<S extends { item: T }, T>(open: readonly S[], compare: (a: T, b: T) => number): S | undefined {
	let least = open[0];
	for (const one of open) if (least && compare(one.item, least.item) < 0) least = one;
	return least;
}
