/**
 * p-values of several tests, made larger so that the chance of even one false alarm among them stays below alpha (the family-wise error rate).
 * S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6 (1979). In the order of `pValues`.
 */
export function holm(pValues: readonly number[]): number[] {
	const order = ascending(pValues);
	const adjusted = [...pValues];
	let least = 0;
	for (const [rank, place] of order.entries()) {
		least = Math.max(least, Math.min(1, (pValues[place] ?? 1) * (order.length - rank)));
		adjusted[place] = least;
	}
	return adjusted;
}

/**
 * p-values of several tests, made larger so that of those below alpha no more than that share are false alarms (the false discovery rate).
 * Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, Journal of the Royal Statistical Society B 57 (1995). In the order of `pValues`.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
	const order = ascending(pValues);
	const adjusted = [...pValues];
	let most = 1;
	for (const [rank, place] of [...order.entries()].reverse()) {
		most = Math.min(most, ((pValues[place] ?? 1) * order.length) / (rank + 1));
		adjusted[place] = most;
	}
	return adjusted;
}

function ascending(values: readonly number[]): number[] {
	return values.map((_, place) => place).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
}
