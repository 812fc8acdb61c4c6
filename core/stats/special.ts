/**
 * The two functions that the distributions are made of, to about 14 digits: series where they converge fast, continued
 * fractions (modified Lentz) elsewhere. DLMF 8.7.1, 8.9.2 and 8.17.22, https://dlmf.nist.gov; Lanczos' coefficients for g = 7.
 */

const lanczos = [
	0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
	12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const enough = 1e-16;
const tiny = 1e-300;
const stepsMax = 10_000;

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
	if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
	const z = x - 1;
	const sum = lanczos.reduce((total, coefficient, i) => total + (i === 0 ? coefficient : coefficient / (z + i)), 0);
	const t = z + 7.5;
	return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** The upper incomplete gamma function over Γ(a): the share of a gamma distribution's mass above x ≥ 0. */
export function gammaAbove(a: number, x: number): number {
	if (x <= 0) return 1;
	if (x === Number.POSITIVE_INFINITY) return 0;
	const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
	return x < a + 1 ? 1 - scale * gammaSeries(a, x) : scale * gammaFraction(a, x);
}

function gammaSeries(a: number, x: number): number {
	let term = 1 / a;
	let sum = term;
	for (let n = 1; n < stepsMax && term > sum * enough; n++) {
		term *= x / (a + n);
		sum += term;
	}
	return sum;
}

function gammaFraction(a: number, x: number): number {
	return fraction(x + 1 - a, (n) => [-n * (n - a), x + 2 * n + 1 - a]);
}

/** The incomplete beta function over B(a, b): the share of a beta distribution's mass below x, which is in 0..1. */
export function betaBelow(a: number, b: number, x: number): number {
	if (x <= 0) return 0;
	if (x >= 1) return 1;
	// The fraction converges fast below the mean only.
	if (x > (a + 1) / (a + b + 2)) return 1 - betaBelow(b, a, 1 - x);
	const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
	return front * fraction(1, (n) => [betaStep(a, b, x, n), 1]);
}

function betaStep(a: number, b: number, x: number, n: number): number {
	const m = Math.floor(n / 2);
	if (n % 2 === 0) return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
	return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
}

/** 1 / (first + p₁ / (q₁ + p₂ / (q₂ + …))), by the modified Lentz method. */
function fraction(first: number, step: (n: number) => readonly [p: number, q: number]): number {
	let c = Number.MAX_VALUE;
	let d = 1 / notZero(first);
	let value = d;
	for (let n = 1; n < stepsMax; n++) {
		const [p, q] = step(n);
		d = 1 / notZero(q + p * d);
		c = notZero(q + p / c);
		const factor = c * d;
		value *= factor;
		if (Math.abs(factor - 1) < enough * 4) break;
	}
	return value;
}

function notZero(x: number): number {
	return Math.abs(x) < tiny ? tiny : x;
}
