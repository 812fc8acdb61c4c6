import type { Depends } from '../condition/index.ts';
import { holdoutId } from '../release/types.ts';
import { assign } from './assign.ts';
import type { CompiledExperience, CompiledRelease, Rival } from './compile.ts';
import { sayTouches } from './conflicts.ts';
import { readPage } from './page.ts';
import { evaluate, forever, note, type Outcome, type Turn } from './turn.ts';
import type { DecideOptions, DecideRequest, DecideVisitor, Decision, DecisionStep } from './types.ts';

/**
 * Decides every experience of a release for one visitor on one page, in the release's order: what applies, or why not,
 * in a sentence, and until when. Pure. The first obstacle is the reason, in the order of `Check`.
 * Attributes of the request (`page`, `geo`, …) are the caller's to put into `visitor.subject`, but for `time`.
 */
export function decide(
	compiled: CompiledRelease,
	visitor: DecideVisitor,
	request: DecideRequest,
	now: number,
	{ explain = false }: DecideOptions = {},
): Decision[] {
	const turn: Turn = { compiled, visitor, page: pageOf(request.url), now, explain, assigned: [] };
	const outcomes: Outcome[] = [];
	return compiled.experiences.map((one, index) => {
		const steps: DecisionStep[] = [];
		const outcome = decideOne(turn, one, index, steps, outcomes);
		outcomes.push(outcome);
		return named(one, outcome, explain ? finished(steps, outcome) : null);
	});
}

/** Whether any experience is for this page at all; where none is, the page passes through unparsed. */
export function concerns(compiled: CompiledRelease, url: string | null): boolean {
	const page = pageOf(url);
	return compiled.experiences.some((one) => isForPage(page, one));
}

/** What the conditions of a page's experiences (`experiencesOn`) read, and of those that they need, so that nothing else is read of a person. */
export function dependsOn(compiled: CompiledRelease, onPage: readonly CompiledExperience[]): Depends[] {
	const asked = new Set(onPage);
	for (const one of asked) {
		for (const { index } of one.prerequisites) {
			const needed = compiled.experiences[index];
			if (needed) asked.add(needed);
		}
	}
	return [...asked].flatMap(({ visit, audience, variants }) =>
		[visit, audience, ...variants.map((variant) => variant.audience)].flatMap((one) => (one ? [one.depends] : [])),
	);
}

/** The experiences that are for a page. */
export function experiencesOn(compiled: CompiledRelease, url: string | null): CompiledExperience[] {
	const page = pageOf(url);
	return compiled.experiences.filter((one) => isForPage(page, one));
}

/** Null for no page, undefined for an address that is none. */
function pageOf(url: string | null): Turn['page'] {
	return url === null ? null : (readPage(url) ?? undefined);
}

function named({ experience }: CompiledExperience, outcome: Outcome, steps: DecisionStep[] | null): Decision {
	const { reason, says, variant, isHeldOut = false, until = forever } = outcome;
	return {
		experienceId: experience.id,
		experienceName: experience.name,
		variantId: isHeldOut ? holdoutId : (variant?.id ?? null),
		variantName: isHeldOut ? 'Held out' : (variant?.name ?? null),
		reason,
		says,
		edits: variant?.edits ?? [],
		values: variant?.values ?? nothing,
		until,
		...(steps && { steps }),
	};
}

const nothing = {};

/** The steps with the one that decided at the end, if it is not there yet. */
function finished(steps: DecisionStep[], { reason, says, variant }: Outcome): DecisionStep[] {
	const last = steps.at(-1);
	return last?.check === reason && !last.holds && last.says === says
		? steps
		: [...steps, { check: reason, holds: variant !== undefined, says }];
}

function decideOne(
	turn: Turn,
	one: CompiledExperience,
	index: number,
	steps: DecisionStep[],
	outcomes: readonly Outcome[],
): Outcome {
	if (!isForPage(turn.page, one)) return { reason: 'page', says: sayPage(turn) };
	note(turn, steps, 'page', () => (turn.page ? 'It is for this page.' : 'It is for every page, and for none.'));
	const forced = forcedOutcome(one, turn.visitor);
	if (forced) return forced;
	if (!turn.visitor.personalization)
		return { reason: 'consent', says: 'The visitor has not consented to personalisation.' };
	const { matches, until } = evaluate(one.visit, turn);
	if (!matches) {
		note(turn, steps, 'visit', () => 'It is not for such a visit.', one.visit, false);
		return { reason: 'visit', says: 'It is not for such a visit.', until };
	}
	if (one.visit) note(turn, steps, 'visit', () => 'It is for such a visit.', one.visit);
	const assigned = assign(turn, index);
	steps.push(...assigned.steps);
	const outcome = yielding(turn, one, assigned, outcomes) ?? assigned;
	return until === forever ? outcome : { ...outcome, until: Math.min(outcome.until ?? forever, until) };
}

/** Code that asks on no page gets what is for every page. */
function isForPage(page: Turn['page'], { experience: { pages }, matchesPage }: CompiledExperience): boolean {
	if (page === null) return pages.include.length === 0;
	return page !== undefined && matchesPage(page);
}

function sayPage({ page }: Turn): string {
	return page === null ? 'It is for certain pages, and the question names none.' : 'It is not for this page.';
}

/** A preview's word goes before all but the page: its edits were made for that page and no other. */
function forcedOutcome({ experience }: CompiledExperience, { forced }: DecideVisitor): Outcome | null {
	if (!forced) return null;
	const key = Object.hasOwn(forced, experience.id) ? experience.id : 'all';
	const variantId = Object.hasOwn(forced, key) ? forced[key] : undefined;
	if (variantId === undefined) return null;
	if (variantId === null) return { reason: 'forced', says: 'The preview shows the page as the origin sent it.' };
	const variant = experience.variants.find(({ id }) => id === variantId);
	if (!variant) return { reason: 'forced', says: 'The preview asks for a variant that does not exist.' };
	return { reason: 'forced', says: `The preview shows “${variant.name}”.`, variant };
}

/** Gives way to an experience that goes first and changes the same thing here; a preview's variant goes first always. */
function yielding(turn: Turn, one: CompiledExperience, own: Outcome, outcomes: readonly Outcome[]): Outcome | null {
	if (one.rivals.length === 0 || (!own.variant && !own.isHeldOut)) return null;
	for (const rival of one.rivals) {
		const other = turn.compiled.experiences[rival.index];
		const outcome = rival.goesFirst ? outcomes[rival.index] : other && forcedOnPage(turn, other);
		if (!other || !outcome) continue;
		const over = clash(rival, [one, own], [other, outcome]);
		if (over.length === 0) continue;
		const says = `“${other.experience.name}” goes first, and both change ${sayTouches(over)}.`;
		return { reason: 'conflict', says, ...(own.until !== undefined && { until: own.until }) };
	}
	return null;
}

function forcedOnPage(turn: Turn, other: CompiledExperience): Outcome | null {
	return turn.visitor.forced && isForPage(turn.page, other) ? forcedOutcome(other, turn.visitor) : null;
}

type Side = readonly [CompiledExperience, Outcome];

function clash({ over }: Rival, one: Side, other: Side): string[] {
	return over.filter((touch) => doesTouch(one, touch) && doesTouch(other, touch));
}

/**
 * Personalisation takes what its variant changes. Where chance decides, all variants together take what any of them changes,
 * and so do those who are held out: else another experience would show itself to one part only, and spoil the comparison.
 */
function doesTouch([{ isRandom, touches }, { reason, variant, isHeldOut = false }]: Side, touch: string): boolean {
	if (!variant && !isHeldOut) return false;
	if (variant && (!isRandom || reason === 'forced')) return touches.get(variant.id)?.has(touch) ?? false;
	return [...touches.values()].some((all) => all.has(touch));
}
