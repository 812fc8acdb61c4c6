import type { Condition } from '../condition/index.ts';
import { chooseVariation, hash } from '../hash/index.ts';
import type { Variant } from '../release/types.ts';
import type { CompiledExperience, CompiledRelease } from './compile.ts';
import { type PageAddress, readPage } from './page.ts';
import type { DecideRequest, DecideVisitor, Decision, DecisionReason } from './types.ts';

/** What is known of a decision before it is named after its experience. */
interface Outcome {
	readonly reason: DecisionReason;
	readonly says: string;
	readonly variant?: Variant;
	readonly until?: number;
}

/**
 * Decides every experience of a release for one visitor on one page, in the release's order: what applies, or why not,
 * in a sentence, and until when. Pure. The first obstacle is the reason: page, preview, consent, schedule, audience, allocation.
 * Attributes of the request (`page`, `geo`, …) are the caller's to put into `visitor.subject`.
 */
export function decide(
	compiled: CompiledRelease,
	visitor: DecideVisitor,
	request: DecideRequest,
	now: number,
): Decision[] {
	const page = readPage(request.url);
	return compiled.experiences.map((one) => {
		const { experience } = one;
		const { reason, says, variant, until = Number.POSITIVE_INFINITY } = decideOne(one, visitor, page, now);
		return {
			experienceId: experience.id,
			experienceName: experience.name,
			variantId: variant?.id ?? null,
			variantName: variant?.name ?? null,
			reason,
			says,
			edits: variant?.edits ?? [],
			until,
		};
	});
}

/** Whether any experience is for this page at all; where none is, the page passes through unparsed. */
export function concerns(compiled: CompiledRelease, url: string): boolean {
	if (compiled.experiences.length === 0) return false;
	const page = readPage(url);
	return page !== null && compiled.experiences.some((one) => one.matchesPage(page));
}

function decideOne(one: CompiledExperience, visitor: DecideVisitor, page: PageAddress | null, now: number): Outcome {
	if (!page || !one.matchesPage(page)) return { reason: 'page', says: 'It is not for this page.' };
	const forced = forcedOutcome(one, visitor);
	if (forced) return forced;
	if (!visitor.personalization) return { reason: 'consent', says: 'The visitor has not consented to personalisation.' };
	const { from, until } = one.experience.schedule;
	if (now < one.fromMs) return { reason: 'schedule', says: `It begins at ${from}.`, until: one.fromMs };
	if (now >= one.untilMs) return { reason: 'schedule', says: `It ended at ${until}.` };
	const outcome = decideScheduled(one, visitor, now);
	return { ...outcome, until: Math.min(outcome.until ?? Number.POSITIVE_INFINITY, one.untilMs) };
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

function decideScheduled(one: CompiledExperience, visitor: DecideVisitor, now: number): Outcome {
	const { matches, until } = evaluate(one.audience, visitor, now);
	if (!matches) return { reason: 'audience', says: 'The visitor is not in its audience.', until };
	const outcome = one.experience.kind === 'experiment' ? allot(one, visitor) : firstMatch(one, visitor, now);
	return { ...outcome, until: Math.min(until, outcome.until ?? Number.POSITIVE_INFINITY) };
}

/** Personalisation: later variants are not even looked at, so only those looked at can change the answer. */
function firstMatch(one: CompiledExperience, visitor: DecideVisitor, now: number): Outcome {
	let earliest = Number.POSITIVE_INFINITY;
	for (const { variant, audience } of one.variants) {
		const { matches, until } = evaluate(audience, visitor, now);
		earliest = Math.min(earliest, until);
		if (matches) return { reason: 'applies', says: sayMatch(variant), variant, until: earliest };
	}
	return { reason: 'no-variant-matches', says: 'No variant is for this visitor.', until: earliest };
}

function sayMatch({ name, audience }: Variant): string {
	return audience === null ? `“${name}” is for everyone.` : `The visitor is in the audience of “${name}”.`;
}

/** Experiment: what a visitor was given stays, whatever becomes of coverage and weights, as long as the variant exists. */
function allot(one: CompiledExperience, { id, assignments }: DecideVisitor): Outcome {
	const { experience } = one;
	const sticky = assignments && Object.hasOwn(assignments, experience.id) ? assignments[experience.id] : undefined;
	const kept = experience.variants.find((variant) => variant.id === sticky);
	if (kept) return { reason: 'applies', says: `The visitor was given “${kept.name}” before.`, variant: kept };
	if (id === null)
		return { reason: 'no-identifier', says: 'A visitor without identifier takes no part in experiments.' };
	const n = hash(experience.seed || experience.id, id, 2) ?? 0;
	const variant = experience.variants[chooseVariation(n, one.ranges)];
	if (!variant) return { reason: 'coverage', says: 'The visitor is not among those who take part.' };
	return { reason: 'applies', says: `Chance gave the visitor “${variant.name}”.`, variant };
}

function evaluate(audience: Condition | null, { subject }: DecideVisitor, now: number) {
	return audience === null ? everyone : audience.evaluate(subject, now);
}

const everyone = { matches: true, until: Number.POSITIVE_INFINITY };
