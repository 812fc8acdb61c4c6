import { chooseVariation, hash, inNamespace } from '../hash/index.ts';
import type { Variant } from '../release/types.ts';
import type { CompiledExperience, CompiledPrerequisite } from './compile.ts';
import { type Assigned, evaluate, forever, note, type Outcome, type Turn } from './turn.ts';
import type { DecisionStep } from './types.ts';

/**
 * Which variant an experience of the release has for the visitor, on whatever page: its schedule, what it needs of others, its
 * audience, then chance or the first variant that fits, then who is held out. Asked once a turn.
 */
export function assign(turn: Turn, index: number): Assigned {
	const known = turn.assigned[index];
	if (known) return known;
	const one = turn.compiled.experiences[index];
	if (!one) return { reason: 'prerequisite', says: 'It is not part of the release.', steps: [] };
	// Where experiences need one another in a circle, which publishing refuses, none of them applies.
	turn.assigned[index] = { reason: 'prerequisite', says: 'It needs itself.', steps: [] };
	const steps: DecisionStep[] = [];
	const outcome = scheduled(turn, one, steps);
	const assigned = { ...outcome, steps };
	turn.assigned[index] = assigned;
	return assigned;
}

function scheduled(turn: Turn, one: CompiledExperience, steps: DecisionStep[]): Outcome {
	const { now } = turn;
	const { from, until } = one.experience.schedule;
	if (now < one.fromMs) return { reason: 'schedule', says: `It begins at ${from}.`, until: one.fromMs };
	if (now >= one.untilMs) return { reason: 'schedule', says: `It ended at ${until}.` };
	note(turn, steps, 'schedule', () => (until === null ? 'It runs now.' : `It runs now, until ${until}.`));
	return sooner(required(turn, one, steps), one.untilMs);
}

function required(turn: Turn, one: CompiledExperience, steps: DecisionStep[]): Outcome {
	let earliest = forever;
	for (const prerequisite of one.prerequisites) {
		const { reason, variant, until = forever } = assign(turn, prerequisite.index);
		earliest = Math.min(earliest, until);
		const isMet = reason === 'applies' && variant !== undefined && prerequisite.variantIds.includes(variant.id);
		const name = nameOf(turn, prerequisite);
		if (!isMet) return { reason: 'prerequisite', says: sayMissing(name, variant), until: earliest };
		note(turn, steps, 'prerequisite', () => `The visitor has “${variant.name}” in “${name}”, which this needs.`);
	}
	return sooner(allowed(turn, one, steps), earliest);
}

function nameOf({ compiled }: Turn, { index, experienceId }: CompiledPrerequisite): string {
	return compiled.experiences[index]?.experience.name ?? experienceId;
}

function sayMissing(name: string, variant: Variant | undefined): string {
	return variant
		? `It needs another variant of “${name}” than “${variant.name}”, which the visitor has.`
		: `It needs a variant of “${name}”, and the visitor has none.`;
}

function allowed(turn: Turn, one: CompiledExperience, steps: DecisionStep[]): Outcome {
	const { matches, until } = evaluate(one.audience, turn);
	if (!matches) {
		note(turn, steps, 'audience', () => 'The visitor is not in its audience.', one.audience, false);
		return { reason: 'audience', says: 'The visitor is not in its audience.', until };
	}
	if (one.audience) note(turn, steps, 'audience', () => 'The visitor is in its audience.', one.audience);
	return sooner(kept(turn, one) ?? grouped(turn, one, steps), until);
}

/** Whoever has seen a variant that chance gave keeps it, whatever becomes of weights, coverage and holdouts, while it exists. */
function kept({ visitor: { assignments } }: Turn, { experience, isRandom }: CompiledExperience): Outcome | null {
	if (!isRandom || !assignments || !Object.hasOwn(assignments, experience.id)) return null;
	const seen = assignments[experience.id];
	const variant = experience.variants.find(({ id }) => id === seen);
	return variant ? { reason: 'applies', says: `The visitor has seen “${variant.name}” before.`, variant } : null;
}

function grouped(turn: Turn, one: CompiledExperience, steps: DecisionStep[]): Outcome {
	const { namespace } = one.experience;
	const { id } = turn.visitor;
	if (id === null && (one.isRandom || namespace))
		return { reason: 'no-identifier', says: 'A visitor without identifier takes no part where chance decides.' };
	if (id !== null && namespace) {
		const [name, from, to] = namespace;
		if (!inNamespace(id, namespace))
			return { reason: 'namespace', says: `The visitor is in another part of the exclusive group “${name}”.` };
		note(turn, steps, 'namespace', () => `The visitor is in its part of the group “${name}”, ${from} to ${to}.`);
	}
	const outcome = one.isRandom && id !== null ? allot(one, id) : firstMatch(turn, one, steps);
	return outcome.variant && id !== null ? (heldOut(turn, one, id, steps) ?? outcome) : outcome;
}

/** Personalisation: later variants are not even looked at, so only those looked at can change the answer. */
function firstMatch(turn: Turn, one: CompiledExperience, steps: DecisionStep[]): Outcome {
	let earliest = forever;
	for (const { variant, audience } of one.variants) {
		const { matches, until } = evaluate(audience, turn);
		earliest = Math.min(earliest, until);
		if (matches) return { reason: 'applies', says: sayMatch(variant), variant, until: earliest };
		const says = () => `The visitor is not in the audience of “${variant.name}”.`;
		note(turn, steps, 'no-variant-matches', says, audience, false);
	}
	return { reason: 'no-variant-matches', says: 'No variant is for this visitor.', until: earliest };
}

function sayMatch({ name, audience }: Variant): string {
	return audience === null ? `“${name}” is for everyone.` : `The visitor is in the audience of “${name}”.`;
}

/** Experiment and bandit: by GrowthBook's hash, version 2. */
function allot({ experience, seed, ranges }: CompiledExperience, id: string): Outcome {
	const n = hash(seed, id, 2) ?? 0;
	const variant = experience.variants[chooseVariation(n, ranges)];
	if (!variant) return { reason: 'coverage', says: 'The visitor is not among those who take part.' };
	return { reason: 'applies', says: `Chance gave the visitor “${variant.name}”.`, variant };
}

/** Of those who would have a variant; so who is held out is like who is not, but for what they see. */
function heldOut(turn: Turn, one: CompiledExperience, id: string, steps: DecisionStep[]): Outcome | null {
	const { holdout: siteHoldout } = turn.compiled.release;
	if (siteHoldout && isAmong(siteHoldout.seed, siteHoldout.share, id))
		return held('The visitor is among those for whom the site changes nothing.');
	const { holdout = 0 } = one.experience;
	if (isAmong(`${one.seed}:holdout`, holdout, id)) return held('The visitor is held out, for comparison.');
	if (siteHoldout || holdout > 0) note(turn, steps, 'holdout', () => 'The visitor is not held out.');
	return null;
}

function held(says: string): Outcome {
	return { reason: 'holdout', says, isHeldOut: true };
}

function isAmong(seed: string, share: number, id: string): boolean {
	return share > 0 && (hash(seed, id, 2) ?? 1) < share;
}

function sooner(outcome: Outcome, until: number): Outcome {
	return until === forever ? outcome : { ...outcome, until: Math.min(outcome.until ?? forever, until) };
}
