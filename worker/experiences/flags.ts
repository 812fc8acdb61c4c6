import type { CompiledRelease, Decision } from '../../core/experience/index.ts';

/**
 * An evaluated flag as OpenFeature's remote protocol has it. Without a value it is the code's own default that counts.
 * @see https://github.com/open-feature/protocol/blob/main/service/openapi.yaml
 */
export type Flag =
	| {
			readonly key: string;
			readonly reason: 'TARGETING_MATCH' | 'SPLIT' | 'DEFAULT';
			readonly value?: unknown;
			readonly variant?: string;
			readonly metadata: Readonly<Record<string, string | number>>;
	  }
	| FlagError;

export interface FlagError {
	readonly key: string;
	readonly errorCode: 'FLAG_NOT_FOUND' | 'TARGETING_KEY_MISSING';
	readonly errorDetails: string;
}

/** All flags of a release: the keys of its experiences' values, each with who may answer it, in the release's order. */
export function flagsOf({ release }: CompiledRelease): ReadonlyMap<string, ReadonlySet<string>> {
	const flags = new Map<string, Set<string>>();
	for (const { id, variants } of release.experiences) {
		for (const key of variants.flatMap(({ values = {} }) => Object.keys(values)))
			flags.set(key, (flags.get(key) ?? new Set()).add(id));
	}
	return flags;
}

/** One flag, by what was decided: the value of the first experience whose variant has it. */
export function evaluateFlag(compiled: CompiledRelease, decisions: readonly Decision[], key: string): Flag {
	const answering = flagsOf(compiled).get(key);
	if (!answering) return { key, errorCode: 'FLAG_NOT_FOUND', errorDetails: `No live experience has a value “${key}”.` };
	const { number } = compiled.release;
	const decision = decisions.find(({ values }) => Object.hasOwn(values, key));
	if (decision) {
		const { experienceId, variantId, values } = decision;
		const kind = compiled.release.experiences.find(({ id }) => id === experienceId)?.kind;
		return {
			...{ key, value: values[key], variant: variantId ?? '' },
			reason: kind === 'personalization' ? 'TARGETING_MATCH' : 'SPLIT',
			metadata: { experienceId, release: number },
		};
	}
	const anonymous = decisions.find(
		({ reason, experienceId }) => reason === 'no-identifier' && answering.has(experienceId),
	);
	return anonymous
		? { key, errorCode: 'TARGETING_KEY_MISSING', errorDetails: `“${anonymous.experienceName}” needs a targetingKey.` }
		: { key, reason: 'DEFAULT', metadata: { release: number } };
}
