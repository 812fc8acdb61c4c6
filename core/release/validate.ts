import { type ConditionJson, compile, type Groups } from '../condition/index.ts';
import { parseEdits } from '../edit/schema.ts';
import { compilePattern } from '../experience/page.ts';
import { Refusal } from '../refusal.ts';
import { circleOf } from './prerequisites.ts';
import type { Experience, Variant } from './types.ts';
import { unseenCookie } from './unseen-cookie.ts';
import { typeOfValue, type ValueType } from './values.ts';

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
	/** All goals that bandits may be judged by; not looked at where it is left out. */
	readonly goalIds?: Iterable<string>;
	readonly groups?: Groups;
	/** Whether the edge sees the cookies of those whose pages are changed: not where only the tag is on the site's pages. Seen where it is left out. */
	readonly seesCookies?: boolean;
}

/** What conditions may ask about. */
interface Askable {
	readonly segmentIds: ReadonlySet<string>;
	readonly groups: Groups | undefined;
	readonly seesCookies: boolean;
}

/** What a problem is about, filled in by whoever knows it. */
type Finding = Omit<Problem, 'experienceId'>;

/** Everything that is wrong with a release as a whole, in the order of its experiences; empty when it may be published. */
export function validateRelease(draft: ReleaseDraft): Problem[] {
	const segmentIds = new Set(draft.segmentIds);
	const { groups, seesCookies = true } = draft;
	const goalIds = draft.goalIds && new Set(draft.goalIds);
	const seen = new Set<string>();
	const valueTypes = new Map<string, KnownType>();
	return draft.experiences.flatMap((experience) => {
		// Who asks for values alone is code, which may send the visitor's cookies along.
		const changesPages = experience.variants.some(({ edits }) => edits.length > 0);
		const askable: Askable = { segmentIds, groups, seesCookies: seesCookies || !changesPages };
		const findings = [
			...checkPlace(experience, draft.siteId, seen.has(experience.id)),
			...checkPages(experience),
			...checkSchedule(experience),
			...checkCondition(experience.pages.condition ?? null, 'pages.condition', askable),
			...checkCondition(experience.audience, 'audience', askable),
			...checkPrerequisites(experience, draft.experiences),
			...checkAllocation(experience),
			...checkBandit(experience, goalIds),
			...checkValues(experience, valueTypes),
			...checkVariantIds(experience),
			...experience.variants.flatMap((variant, index) => checkVariant(variant, index, askable)),
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
	{ segmentIds, groups, seesCookies }: Askable,
): Finding[] {
	if (json === null) return [];
	return findingsOf(path, () => {
		const { depends } = compile(json, groups ? { groups } : {});
		for (const id of depends.segments) {
			if (!segmentIds.has(id)) {
				throw new Refusal('segment-unknown', `There is no segment "${id}".`, { hint: 'Create it, or choose another.' });
			}
		}
		const unseen = seesCookies ? null : unseenCookie(json);
		if (unseen) throw new Refusal('cookie-unseen', unseen.message, unseen);
	});
}

function checkAllocation({ kind, variants }: Experience): Finding[] {
	if (variants.length === 0) {
		return [found('variants', 'The experience has no variant.', 'Add a variant; one without edits is a control.')];
	}
	const sum = variants.reduce((total, { weight }) => total + weight, 0);
	if (kind !== 'experiment' || Math.abs(sum - 1) <= 0.005) return [];
	const percent = Math.round(sum * 1000) / 10;
	return [found('variants', `The weights add up to ${percent} %.`, 'Make them add up to 100 %.')];
}

function checkPrerequisites(experience: Experience, released: readonly Experience[]): Finding[] {
	const circle = circleOf(experience, released);
	if (circle) {
		const names = circle.map(({ name }) => `“${name}”`).join(' needs ');
		return [found('prerequisites', `It needs itself: ${names}.`, 'Take one of these prerequisites away.')];
	}
	return (experience.prerequisites ?? []).flatMap(({ experienceId, variantIds }, index) => {
		const path = `prerequisites.${index}`;
		const needed = released.find(({ id }) => id === experienceId);
		if (!needed) {
			const message = `It needs the experience "${experienceId}", which is not part of the release.`;
			return [found(`${path}.experienceId`, message, 'Set that one live, or take the prerequisite away.')];
		}
		const unknown = variantIds.find((variantId) => !needed.variants.some(({ id }) => id === variantId));
		if (unknown === undefined) return [];
		const message = `“${needed.name}” has no variant "${unknown}".`;
		return [found(`${path}.variantIds`, message, 'Choose another of its variants.')];
	});
}

function checkBandit({ kind, variants, bandit }: Experience, goalIds: ReadonlySet<string> | undefined): Finding[] {
	if (kind !== 'bandit') return [];
	const findings: Finding[] = [];
	if (!bandit || bandit.goalId === null)
		findings.push(found('bandit.goalId', 'The bandit has no goal to judge variants by.', 'Choose a goal.'));
	else if (goalIds && !goalIds.has(bandit.goalId))
		findings.push(
			found(
				'bandit.goalId',
				`There is no goal "${bandit.goalId}" that a bandit can learn from.`,
				'Choose one that is there, and is no quantile.',
			),
		);
	if (variants.length === 1)
		findings.push(found('variants', 'A bandit of one variant has nothing to learn.', 'Add another variant.'));
	if (bandit && bandit.floor * variants.length > 1) {
		const most = Math.floor(100 / variants.length);
		const message = `${variants.length} variants cannot keep ${Math.round(bandit.floor * 100)} % each.`;
		findings.push(found('bandit.floor', message, `Let each keep ${most} % at most.`));
	}
	return findings;
}

interface KnownType {
	readonly type: ValueType;
	readonly where: string;
}

/** Code that asks for a key expects one type of it, whichever variant of whichever experience answers. */
function checkValues({ name, variants }: Experience, known: Map<string, KnownType>): Finding[] {
	return variants.flatMap(({ id, name: variantName, values = {} }, index) =>
		Object.entries(values).flatMap(([key, value]): Finding[] => {
			const type = typeOfValue(value);
			if (type === 'null') return [];
			const before = known.get(key);
			if (!before) known.set(key, { type, where: `“${variantName}” of “${name}”` });
			if (!before || before.type === type) return [];
			const message = `“${key}” is of the type ${type} here, and ${before.type} in ${before.where}.`;
			const finding = found(`variants.${index}.values.${key}`, message, 'Give it one type everywhere.');
			return [{ variantId: id, ...finding }];
		}),
	);
}

function checkVariantIds({ variants }: Experience): Finding[] {
	return variants.flatMap(({ id }, index) =>
		variants.findIndex((variant) => variant.id === id) === index
			? []
			: [{ variantId: id, ...found(`variants.${index}.id`, 'Two variants have this id.', 'Give one another id.') }],
	);
}

function checkVariant({ id, audience, edits }: Variant, index: number, askable: Askable): Finding[] {
	const path = `variants.${index}`;
	const findings = [
		...checkCondition(audience, `${path}.audience`, askable),
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
