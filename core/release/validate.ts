import { type ConditionJson, compile, type Groups } from '../condition/index.ts';
import { parseEdits } from '../edit/schema.ts';
import { compilePattern } from '../experience/page.ts';
import { Refusal } from '../refusal.ts';
import type { Experience, Variant } from './types.ts';

/** One thing that keeps a release from being published, where it stands and how to mend it. */
export interface Problem {
	readonly experienceId: string;
	readonly variantId?: string;
	readonly editId?: string;
	/** Points into the experience: `variants.0.audience.$and[1]`. */
	readonly path: string;
	readonly message: string;
	readonly hint: string;
}

export interface ReleaseDraft {
	readonly siteId: string;
	readonly experiences: readonly Experience[];
	/** All segments that conditions may name. */
	readonly segmentIds: Iterable<string>;
	readonly groups?: Groups;
}

/** What a problem is about, filled in by whoever knows it. */
type Finding = Omit<Problem, 'experienceId'>;

/** Everything that is wrong with a release as a whole, in the order of its experiences; empty when it may be published. */
export function validateRelease(draft: ReleaseDraft): Problem[] {
	const segmentIds = new Set(draft.segmentIds);
	const seen = new Set<string>();
	return draft.experiences.flatMap((experience) => {
		const findings = [
			...checkPlace(experience, draft.siteId, seen.has(experience.id)),
			...checkPages(experience),
			...checkSchedule(experience),
			...checkCondition(experience.audience, 'audience', segmentIds, draft.groups),
			...checkAllocation(experience),
			...checkVariantIds(experience),
			...experience.variants.flatMap((variant, index) => checkVariant(variant, index, segmentIds, draft.groups)),
		];
		seen.add(experience.id);
		return findings.map((finding): Problem => ({ experienceId: experience.id, ...finding }));
	});
}

function checkPlace({ siteId }: Experience, releaseSiteId: string, isTwice: boolean): Finding[] {
	const findings: Finding[] = [];
	if (siteId !== releaseSiteId) {
		findings.push(found('siteId', 'The experience belongs to another site.', 'Publish it with its own site.'));
	}
	if (isTwice) findings.push(found('id', 'Two experiences have this id.', 'Give one of them another id.'));
	return findings;
}

function checkPages({ pages }: Experience): Finding[] {
	return (['include', 'exclude'] as const).flatMap((list) =>
		pages[list].flatMap((pattern, index) => findingsOf(`pages.${list}.${index}`, () => compilePattern(pattern))),
	);
}

function checkSchedule({ schedule }: Experience): Finding[] {
	const { from, until } = schedule;
	if (from === null || until === null || Date.parse(from) < Date.parse(until)) return [];
	return [found('schedule', 'The schedule ends before it begins.', 'Set an end after the beginning, or none.')];
}

function checkCondition(
	json: ConditionJson | null,
	path: string,
	segmentIds: ReadonlySet<string>,
	groups: Groups | undefined,
): Finding[] {
	if (json === null) return [];
	return findingsOf(path, () => {
		const { depends } = compile(json, groups ? { groups } : {});
		for (const id of depends.segments) {
			if (!segmentIds.has(id)) {
				throw new Refusal('segment-unknown', `There is no segment "${id}".`, { hint: 'Create it, or choose another.' });
			}
		}
	});
}

function checkAllocation({ kind, variants }: Experience): Finding[] {
	if (variants.length === 0) {
		return [found('variants', 'The experience has no variant.', 'Add a variant; one without edits is a control.')];
	}
	const sum = variants.reduce((total, { weight }) => total + weight, 0);
	if (kind === 'personalization' || Math.abs(sum - 1) <= 0.005) return [];
	const percent = Math.round(sum * 1000) / 10;
	return [found('variants', `The weights add up to ${percent} %.`, 'Make them add up to 100 %.')];
}

function checkVariantIds({ variants }: Experience): Finding[] {
	return variants.flatMap(({ id }, index) =>
		variants.findIndex((variant) => variant.id === id) === index
			? []
			: [{ variantId: id, ...found(`variants.${index}.id`, 'Two variants have this id.', 'Give one another id.') }],
	);
}

function checkVariant(
	{ id, audience, edits }: Variant,
	index: number,
	segmentIds: ReadonlySet<string>,
	groups: Groups | undefined,
): Finding[] {
	const path = `variants.${index}`;
	const findings = [
		...checkCondition(audience, `${path}.audience`, segmentIds, groups),
		...findingsOf(`${path}.edits`, () => parseEdits(edits)).map((finding) => withEdit(finding, path, edits)),
	];
	return findings.map((finding) => ({ variantId: id, ...finding }));
}

/** Names the edit that a path such as `variants.0.edits.2.value` goes through. */
function withEdit(finding: Finding, path: string, edits: Variant['edits']): Finding {
	const index = /^\.edits\.(\d+)/.exec(finding.path.slice(path.length))?.[1];
	const edit = index === undefined ? undefined : edits[Number(index)];
	return edit ? { editId: edit.id, ...finding } : finding;
}

/** What a parser refuses, as findings. Defects go on up. */
function findingsOf(path: string, parse: () => unknown): Finding[] {
	try {
		parse();
		return [];
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const hint = error.hint ?? 'Open the experience and correct this.';
		return [found(error.path ? `${path}.${error.path}` : path, error.message, hint)];
	}
}

function found(path: string, message: string, hint: string): Finding {
	return { path, message, hint };
}
