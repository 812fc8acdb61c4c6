/** The candidate that `word` was probably meant to be, or null when none is close: at most a third of it mistyped. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
	const given = word.slice(0, 40).toLowerCase();
	let best: string | null = null;
	let bestDistance = Math.max(1, Math.floor(given.length / 3)) + 1;
	for (const candidate of candidates) {
		const distance = editDistance(given, candidate.toLowerCase());
		if (distance < bestDistance) {
			best = candidate;
			bestDistance = distance;
		}
	}
	return best;
}

/** Levenshtein's distance: insertions, deletions and substitutions between two words. */
function editDistance(from: string, to: string): number {
	let previous = Array.from({ length: to.length + 1 }, (_, j) => j);
	for (let i = 1; i <= from.length; i++) {
		const row = [i];
		for (let j = 1; j <= to.length; j++) {
			const substituted = (previous[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
			row.push(Math.min(substituted, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
		}
		previous = row;
	}
	return previous[to.length] ?? 0;
}
