/** `none` is a question that was not answered: for an element that is gone, that is right. */
export type Outcome = 'right' | 'wrong' | 'none';

/**
 * What came of a question: by the numbers of all elements that were found, and of the one that was meant. Several are none: an
 * edit is made on one element or not at all.
 */
export function outcomeOf(found: readonly number[], now: number | null): Outcome {
	const [one] = found;
	if (one === undefined || found.length > 1) return now === null ? 'right' : 'none';
	return one === now ? 'right' : 'wrong';
}

/** How often each came, by the kind of change. */
export type Tally = ReadonlyMap<string, Readonly<Record<Outcome, number>>>;

export function tallyOf(questions: readonly { readonly change: string }[], outcomes: readonly Outcome[]): Tally {
	const counts = new Map<string, Record<Outcome, number>>();
	for (const [at, { change }] of questions.entries()) {
		const count = counts.get(change) ?? { right: 0, wrong: 0, none: 0 };
		count[outcomes[at] ?? 'none']++;
		counts.set(change, count);
	}
	return counts;
}

/** In hundredths of all questions of a kind. */
export function share({ right, wrong, none }: Readonly<Record<Outcome, number>>, outcome: Outcome): number {
	const all = { right, wrong, none };
	return (100 * all[outcome]) / (right + wrong + none);
}

/** What is asked of our finder: in hundredths, at least so many right and at most so many wrong, of each kind of change. */
const floors = { right: 97, wrong: 0.5, afterTextEdit: 95 } as const;

/** Whether a kind of change came out as it has to. */
export function meets(change: string, counts: Readonly<Record<Outcome, number>>): boolean {
	const least = change === 'text edited' ? floors.afterTextEdit : floors.right;
	return share(counts, 'right') >= least && share(counts, 'wrong') <= floors.wrong;
}
