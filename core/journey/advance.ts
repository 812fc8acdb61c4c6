import type { Subject } from '../condition/index.ts';
import type { CompiledJourney, CompiledStep } from './compile.ts';
import type { Effect, Enrollment } from './types.ts';

/** An enrollment in a circle that was left alone for years goes on in portions; it stays due until it has caught up. */
const maxStepsAtOnce = 1_000;
/** What an enrollment that turns in a circle remembers of its way. */
const maxLog = 200;

export interface Advance {
	/** The very object that came in when nothing changed. */
	readonly enrollment: Enrollment;
	readonly effects: readonly Effect[];
}

/**
 * Takes an enrollment through all steps that are due now. Pure: the same inputs give the same enrollment and the same
 * effect ids, so an advance whose outcome was lost can be repeated, and one that comes late asks for what an earlier one
 * would have asked for. Conditions are judged now, on what is known now: whoever bought while we were late gets no reminder.
 * Moments are the planned ones: a wait ends its length after it began, however late that is seen.
 *
 * `dueAt` is the end of the wait, or sooner when time alone could make `exitWhen` true. New data may advance an
 * enrollment at any time: see `exitWhen.depends`. Throws when given another version than the enrollment's.
 */
export function advance(compiled: CompiledJourney, enrollment: Enrollment, subject: Subject, now: number): Advance {
	const { journey, exitWhen } = compiled;
	if (enrollment.journeyId !== journey.id || enrollment.version !== journey.version) {
		throw new Error(`Enrollment ${enrollment.id} is of ${enrollment.journeyId} version ${enrollment.version}`);
	}
	if (enrollment.status !== 'active') return { enrollment, effects: [] };
	const scoped = { ...subject, enteredAt: enrollment.enteredAt };
	// Subject and moment are the same at every step of this advance, so one look at the exit condition serves all.
	const exit = exitWhen?.evaluate(scoped, now) ?? { matches: false, until: Number.POSITIVE_INFINITY };
	if (exit.matches)
		return { enrollment: end(enrollment, 'exited', now, 'Left: the exit condition holds.'), effects: [] };

	const effects: Effect[] = [];
	let current = enrollment;
	for (let taken = 0; taken < maxStepsAtOnce && current.status === 'active'; taken++) {
		const step = compiled.steps.get(current.stepId);
		const endsAt = step?.kind === 'wait' ? current.arrivedAt + step.lengthMs : current.arrivedAt;
		if (endsAt > now) return { enrollment: sleep(current, Math.min(endsAt, exit.until)), effects };
		if (step?.kind === 'message') effects.push(messageEffect(current, step.messageId));
		current = take(current, step, scoped, endsAt, now);
	}
	return { enrollment: current, effects };
}

/** Leaves the step at which the enrollment stands, at its planned end. */
function take(
	current: Enrollment,
	step: CompiledStep | undefined,
	subject: Subject,
	endsAt: number,
	now: number,
): Enrollment {
	switch (step?.kind) {
		case 'wait':
			return move(current, step.next, endsAt, now, step.says);
		case 'message':
			return move(current, step.next, endsAt, now, `Asked for the message ${step.messageId}.`);
		case 'branch':
			return step.condition.evaluate(subject, now).matches
				? move(current, step.then, endsAt, now, 'The condition holds.')
				: move(current, step.else, endsAt, now, 'The condition does not hold.');
		case 'exit':
			return end(current, 'finished', now, 'Reached the end.');
		default:
			return end(current, 'exited', now, 'Left: this step does not exist.');
	}
}

function sleep(current: Enrollment, dueAt: number): Enrollment {
	return current.dueAt === dueAt ? current : { ...current, dueAt };
}

function move(current: Enrollment, stepId: string, arrivedAt: number, now: number, says: string): Enrollment {
	return { ...current, stepId, arrivedAt, dueAt: arrivedAt, log: logged(current, now, says) };
}

function end(current: Enrollment, status: 'finished' | 'exited', now: number, says: string): Enrollment {
	return { ...current, status, dueAt: null, log: logged(current, now, says) };
}

function logged({ log, stepId }: Enrollment, at: number, says: string): Enrollment['log'] {
	return [...log, { stepId, at, says }].slice(-maxLog);
}

/** A circle comes back to a step only after a wait, so the planned moment tells one visit from the next. */
function messageEffect({ id, stepId, arrivedAt }: Enrollment, messageId: string): Effect {
	return {
		kind: 'message',
		id: `${id}-${stepId}-${arrivedAt.toString(36)}`,
		messageId,
		enrollmentId: id,
		stepId,
	};
}
