import { studentAbove, studentExceededBy } from './distributions.ts';
import { effectOf } from './effect.ts';
import type { Arm, Difference, Effect, Tested } from './types.ts';

export interface TestOptions {
	readonly difference?: Difference;
	/** The interval holds 1 − alpha. */
	readonly alpha?: number;
}

export interface SequentialOptions extends TestOptions {
	/** At how many people of both arms the interval is tightest, for how wide it has to be at all times. */
	readonly tuning?: number;
}

/** What stands where nothing can be said. */
function nothing({ problem }: Effect): Tested {
	return { expected: 0, ci: [0, 0], pValue: 1, problem };
}

/**
 * Welch's t-test of b against a, two-sided: right at the one moment that was fixed before the start, and wrong for whoever looks again and again.
 * B. L. Welch, The generalization of Student's problem, Biometrika 34 (1947).
 */
export function welch(a: Arm, b: Arm, { difference, alpha = 0.05 }: TestOptions = {}): Tested {
	const effect = effectOf(a, b, difference);
	if (effect.problem) return nothing(effect);
	const spread = Math.sqrt(effect.variance);
	const reach = studentExceededBy(alpha / 2, effect.freedom) * spread;
	return {
		expected: effect.estimate,
		ci: [effect.estimate - reach, effect.estimate + reach],
		pValue: 2 * studentAbove(Math.abs(effect.estimate) / spread, effect.freedom),
		problem: null,
	};
}

/**
 * An asymptotic confidence sequence: intervals and p-values that hold at all moments together, so one may look whenever one likes and stop
 * when one has seen enough. Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, Time-uniform central limit theory and asymptotic confidence
 * sequences, https://arxiv.org/abs/2103.06476v7, equations 9 (interval), 155 (p-value) and 161 (tuning).
 */
export function sequential(a: Arm, b: Arm, options: SequentialOptions = {}): Tested {
	const { difference, alpha = 0.05, tuning = 5_000 } = options;
	const effect = effectOf(a, b, difference);
	if (effect.problem) return nothing(effect);
	const { estimate, variance, n } = effect;
	const reach = sequentialReach(variance * n, n, alpha, tuning);
	const rhoSquared = sequentialRho(alpha, tuning) ** 2;
	const growth = n * rhoSquared + 1;
	const evidence = Math.exp((rhoSquared * n * (estimate * estimate)) / (2 * growth * variance)) / Math.sqrt(growth);
	return {
		expected: estimate,
		ci: [estimate - reach, estimate + reach],
		pValue: Math.min(1, 1 / evidence),
		problem: null,
	};
}

/** Half the width of the confidence sequence at `n` people, where the variance of one is `variance`. */
export function sequentialReach(variance: number, n: number, alpha: number, tuning: number): number {
	const rho = sequentialRho(alpha, tuning);
	const growth = n * rho * rho + 1;
	return Math.sqrt((variance * 2 * growth * Math.log(Math.sqrt(growth) / alpha)) / (n * rho) ** 2);
}

function sequentialRho(alpha: number, tuning: number): number {
	const twice = -2 * Math.log(alpha);
	return Math.sqrt((twice + Math.log(twice + 1)) / tuning);
}
