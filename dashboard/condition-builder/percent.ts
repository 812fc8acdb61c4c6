/** A share as percent, in digits: 0.125 is "12.5". */
export function percentOf(share: number): string {
	return exact(share * 100);
}

/** The share that a percentage says, with a point or a comma; NaN when it is no number. */
export function shareIn(percent: string): number {
	return Number(exact(Number(percent.replace(',', '.')) / 100));
}

/** Without what binary fractions add: 0.07 * 100 is 7. */
function exact(value: number): string {
	return String(Number(value.toPrecision(12)));
}
