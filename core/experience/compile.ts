import { type CompileOptions, type Condition, compile } from '../condition/index.ts';
import { type BucketRange, bucketRanges } from '../hash/index.ts';
import type { Experience, Release, Variant } from '../release/types.ts';
import { compilePages, type PageMatcher } from './page.ts';

export interface CompiledVariant {
	readonly variant: Variant;
	readonly audience: Condition | null;
}

export interface CompiledExperience {
	readonly experience: Experience;
	readonly matchesPage: PageMatcher;
	readonly audience: Condition | null;
	readonly variants: readonly CompiledVariant[];
	/** For experiments: which part of the hash each variant has. */
	readonly ranges: readonly BucketRange[];
	/** From inclusive, until exclusive, in ms; infinite where unbounded. */
	readonly fromMs: number;
	readonly untilMs: number;
}

/** A release ready to decide with, in its own order. Kept in memory for as long as the release is served. */
export interface CompiledRelease {
	readonly release: Release;
	readonly experiences: readonly CompiledExperience[];
}

/** Compiles a release's conditions and page patterns, once. Refuses what `validateRelease` would have reported. */
export function compileRelease(release: Release, options: Pick<CompileOptions, 'groups'> = {}): CompiledRelease {
	const { timeZone } = release;
	const condition = (json: Experience['audience']) =>
		json === null ? null : compile(json, { ...options, ...(timeZone !== undefined && { timeZone }) });
	return {
		release,
		experiences: release.experiences.map((experience) => ({
			experience,
			matchesPage: compilePages(experience.pages),
			audience: condition(experience.audience),
			variants: experience.variants.map((variant) => ({ variant, audience: condition(variant.audience) })),
			ranges: bucketRanges(
				experience.variants.length,
				experience.coverage,
				experience.variants.map((variant) => variant.weight),
			),
			fromMs: instant(experience.schedule.from, Number.NEGATIVE_INFINITY),
			untilMs: instant(experience.schedule.until, Number.POSITIVE_INFINITY),
		})),
	};
}

function instant(iso: string | null, unbounded: number): number {
	return iso === null ? unbounded : Date.parse(iso);
}
