import { type Arm, type BanditWeights, banditWeights } from '../../core/experience/index.ts';
import type { Experience } from '../../core/release/types.ts';
import type { Env } from '../env.ts';
import { snapshot } from '../snapshot.ts';
import { listBanditWeights, saveBanditWeights } from './storage.ts';

/** What bandits have learned, from isolate memory: the shares change hourly, so ten seconds are soon enough. */
export const learnedWeights = snapshot<BanditWeights>(listBanditWeights, { freshMs: 10_000 });

/**
 * Works out how a bandit's variants share its visitors from now on, keeps it, and serves it in this isolate at once.
 * @param arms what is known of each variant, by its id; of one that is missing nothing is
 * @param random evenly distributed in 0..1, 1 excluded
 */
export async function teachBandit(
	env: Env,
	{ id, variants, bandit }: Pick<Experience, 'id' | 'variants' | 'bandit'>,
	arms: readonly Arm[],
	random: () => number,
	nowMs: number,
): Promise<Readonly<Record<string, number>>> {
	const isMean = arms.some((arm) => 'sumSquares' in arm);
	const known = variants.map(
		(variant): Arm =>
			arms.find((arm) => arm.id === variant.id) ?? { id: variant.id, n: 0, sum: 0, ...(isMean && { sumSquares: 0 }) },
	);
	const weights = banditWeights(known, { floor: bandit?.floor ?? 0, random });
	await saveBanditWeights(env, id, weights, nowMs);
	learnedWeights.invalidate();
	return weights;
}
