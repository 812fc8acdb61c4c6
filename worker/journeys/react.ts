import type { Subject } from '../../core/condition/types.ts';
import type { Event } from '../../core/event/index.ts';
import { advance, type CompiledJourney, enrol, isTriggeredBy, mayEnter } from '../../core/journey/index.ts';
import type { Effect, Enrollment } from '../../core/journey/types.ts';

/** Journeys that a shard knows: every version that someone may be on, and the newest ones that are on. */
export interface LiveJourneys {
	/** By `journeyVersion(id, version)`. */
	readonly versions: ReadonlyMap<string, CompiledJourney>;
	readonly starting: readonly CompiledJourney[];
}

export function journeyVersion(journeyId: string, version: number): string {
	return `${journeyId}@${version}`;
}

export interface Reaction {
	/** Enrollments that are new or have moved. */
	readonly enrollments: readonly Enrollment[];
	readonly effects: readonly Effect[];
}

/**
 * What a person's journeys do at a moment: those under way advance, and new events may let the person in.
 * @param events what has just been accepted; empty when only time has passed.
 */
export function react(
	journeys: LiveJourneys,
	profileId: string,
	enrollments: readonly Enrollment[],
	events: readonly Event[],
	subject: Subject,
	now: number,
): Reaction {
	const standing = new Map(enrollments.map((enrollment) => [enrollment.id, enrollment]));
	const entered = enter(journeys.starting, profileId, standing, events, subject, now);
	const moved: Enrollment[] = [];
	const effects: Effect[] = [];
	for (const enrollment of standing.values()) {
		if (enrollment.status !== 'active') continue;
		const step = advanceOne(journeys, enrollment, subject, now);
		if (step.enrollment === enrollment && !entered.has(enrollment.id)) continue;
		moved.push(step.enrollment);
		effects.push(...step.effects);
	}
	return { enrollments: moved, effects };
}

/** Adds to `standing` whom the events let in; returns their ids. */
function enter(
	starting: readonly CompiledJourney[],
	profileId: string,
	standing: Map<string, Enrollment>,
	events: readonly Event[],
	subject: Subject,
	now: number,
): Set<string> {
	const entered = new Set<string>();
	for (const event of events) {
		const { messageId, event: name, timestamp: at, properties, context } = event;
		const seen = { event: name, at, properties, context };
		const trigger = { messageId, event: name, at, properties };
		for (const journey of starting) {
			if (!isTriggeredBy(journey, seen, subject, now)) continue;
			const existing = [...standing.values()].filter(({ journeyId }) => journeyId === journey.journey.id);
			if (!mayEnter(journey, existing)) continue;
			const enrollment = enrol(journey, profileId, trigger, now);
			if (standing.has(enrollment.id)) continue;
			standing.set(enrollment.id, enrollment);
			entered.add(enrollment.id);
		}
	}
	return entered;
}

/** An enrollment whose version is gone, because its journey was deleted, ends here: nobody is stranded. */
function advanceOne(journeys: LiveJourneys, enrollment: Enrollment, subject: Subject, now: number) {
	const journey = journeys.versions.get(journeyVersion(enrollment.journeyId, enrollment.version));
	if (journey) return advance(journey, enrollment, subject, now);
	const log = [...enrollment.log, { stepId: enrollment.stepId, at: now, says: 'The journey was deleted.' }];
	return { enrollment: { ...enrollment, status: 'exited' as const, dueAt: null, log }, effects: [] };
}
