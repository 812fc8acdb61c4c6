/** The next number of 1, 2 or 5 with zeros behind, for the top of an axis; at least 5. */
export function niceMax(most: number): number {
	if (most <= 5) return 5;
	const power = 10 ** Math.floor(Math.log10(most));
	const step = [1, 2, 5, 10].find((each) => each * power >= most) ?? 10;
	return step * power;
}
