import { betaBelow, gammaAbove } from './special.ts';

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
	return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** P(Z > z) of the standard normal distribution; exact in the far tail too, where 1 - P(Z ≤ z) is rounded away. */
export function normalAbove(z: number): number {
	const tail = gammaAbove(0.5, (z * z) / 2) / 2;
	return z >= 0 ? tail : 1 - tail;
}

/** P(Z ≤ z) of the standard normal distribution. */
export function normalBelow(z: number): number {
	return normalAbove(-z);
}

/** The z that a standard normal variable exceeds with probability `share` (0..1, exclusive). */
export function normalExceededBy(share: number): number {
	return exceededBy(normalAbove, share);
}

/** P(T > t) of Student's distribution with `freedom` degrees of freedom. */
export function studentAbove(t: number, freedom: number): number {
	const tail = betaBelow(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2;
	return t >= 0 ? tail : 1 - tail;
}

/** The t that a Student variable exceeds with probability `share` (0..1, exclusive). */
export function studentExceededBy(share: number, freedom: number): number {
	return exceededBy((t) => studentAbove(t, freedom), share);
}

/** P(X > x) of the χ² distribution with `freedom` degrees of freedom. */
export function chiSquareAbove(x: number, freedom: number): number {
	return gammaAbove(freedom / 2, x / 2);
}

/** Where a distribution that is symmetric about 0 has `share` of its mass above: found by halving, to the last digit. */
function exceededBy(above: (x: number) => number, share: number): number {
	if (share > 0.5) return -exceededBy(above, 1 - share);
	let high = 1;
	while (above(high) > share && high < 1e300) high *= 2;
	let low = high === 1 ? 0 : high / 2;
	for (let step = 0; step < 100; step++) {
		const middle = (low + high) / 2;
		if (middle === low || middle === high) break;
		if (above(middle) > share) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}
