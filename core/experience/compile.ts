import { type CompileOptions, type Condition, type ConditionJson, compile } from '../condition/index.ts';
import { withoutSignals } from '../edit/index.ts';
import { type BucketRange, bucketRanges } from '../hash/index.ts';
import type { Conflict, Experience, Prerequisite, Release, Variant } from '../release/types.ts';
import { withClock } from './clock.ts';
import { compilePages, type PageMatcher } from './page.ts';
import { touchesOf } from './touches.ts';

export interface CompiledVariant {
	readonly variant: Variant;
	readonly audience: Condition | null;
}

/** Another experience of the release that must have given the visitor one of these variants. */
export interface CompiledPrerequisite extends Prerequisite {
	/** Where it stands in the release; -1 where it is not in it. */
	readonly index: number;
}

/** Another experience of the release that changes the same things on the same pages. */
export interface Rival {
	readonly index: number;
	readonly goesFirst: boolean;
	readonly over: readonly string[];
}

export interface CompiledExperience {
	readonly experience: Experience;
	readonly matchesPage: PageMatcher;
	/** What must be so of the visit beside its page. */
	readonly visit: Condition | null;
	readonly audience: Condition | null;
	readonly variants: readonly CompiledVariant[];
	readonly prerequisites: readonly CompiledPrerequisite[];
	/** Chance decides who has which variant. */
	readonly isRandom: boolean;
	readonly seed: string;
	/** Where chance decides: which part of the hash each variant has. */
	readonly ranges: readonly BucketRange[];
	/** From inclusive, until exclusive, in ms; infinite where unbounded. */
	readonly fromMs: number;
	readonly untilMs: number;
	readonly rivals: readonly Rival[];
	/** What each variant changes, where that matters: with rivals. */
	readonly touches: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A release ready to decide with, in its own order. Kept in memory for as long as the release is served. */
export interface CompiledRelease {
	readonly release: Release;
	readonly experiences: readonly CompiledExperience[];
}

/** What bandits have learned: the share of each variant, by experience id and variant id. */
export type BanditWeights = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface ReleaseOptions extends Pick<CompileOptions, 'groups'> {
	readonly weights?: BanditWeights;
}

/** Compiles a release's conditions and page patterns, once. Refuses what `validateRelease` would have reported. */
export function compileRelease(release: Release, { groups, weights = {} }: ReleaseOptions = {}): CompiledRelease {
	const { timeZone, conflicts = [] } = release;
	const options = { ...(groups && { groups }), ...(timeZone !== undefined && { timeZone }) };
	const indexOf = new Map(release.experiences.map(({ id }, index) => [id, index]));
	return {
		release,
		experiences: release.experiences.map((experience): CompiledExperience => {
			const { schedule, pages, prerequisites = [] } = experience;
			const variants = experience.variants.map(shown);
			const condition = (json: ConditionJson | null | undefined) =>
				json ? withClock(compile(json, options), schedule.timeZone ?? timeZone) : null;
			const rivals = rivalsOf(experience, conflicts, indexOf);
			return {
				experience: { ...experience, variants },
				matchesPage: compilePages(pages),
				visit: condition(pages.condition),
				audience: condition(experience.audience),
				variants: variants.map((variant) => ({ variant, audience: condition(variant.audience) })),
				prerequisites: prerequisites.map((one) => ({ ...one, index: indexOf.get(one.experienceId) ?? -1 })),
				isRandom: experience.kind !== 'personalization',
				seed: experience.seed || experience.id,
				ranges: rangesOf(experience, weights),
				fromMs: instant(schedule.from, Number.NEGATIVE_INFINITY),
				untilMs: instant(schedule.until, Number.POSITIVE_INFINITY),
				rivals,
				touches: new Map(rivals.length > 0 ? variants.map((variant) => [variant.id, touchesOf(variant)]) : []),
			};
		}),
	};
}

/** The release with what its bandits have learned since it was compiled. */
export function withWeights(compiled: CompiledRelease, weights: BanditWeights): CompiledRelease {
	return {
		...compiled,
		experiences: compiled.experiences.map((one) =>
			one.experience.kind === 'bandit' ? { ...one, ranges: rangesOf(one.experience, weights) } : one,
		),
	};
}

/** A bandit begins with equal shares, and again when what it has learned is of other variants than there are now. */
function rangesOf({ id, kind, variants, coverage }: Experience, weights: BanditWeights): BucketRange[] {
	const learned = Object.hasOwn(weights, id) ? (weights[id] ?? {}) : {};
	const shares = variants.map(({ id: variantId, weight }) =>
		kind === 'bandit' ? (Object.hasOwn(learned, variantId) ? (learned[variantId] ?? 0) : 0) : weight,
	);
	return bucketRanges(variants.length, coverage, shares);
}

function rivalsOf({ id }: Experience, conflicts: readonly Conflict[], indexOf: ReadonlyMap<string, number>): Rival[] {
	return conflicts.flatMap(({ first, second, over }): Rival[] => {
		if (first !== id && second !== id) return [];
		const index = indexOf.get(first === id ? second : first);
		return index === undefined ? [] : [{ index, goesFirst: second === id, over }];
	});
}

/** A variant as visitors are sent it. */
function shown(variant: Variant): Variant {
	return { ...variant, edits: variant.edits.map(withoutSignals) };
}

function instant(iso: string | null, unbounded: number): number {
	return iso === null ? unbounded : Date.parse(iso);
}
