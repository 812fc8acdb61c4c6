import type { HistoryEvent, Subject } from '../condition/index.ts';
import { digest } from '../hash/digest.ts';
import type { CompiledJourney } from './compile.ts';
import type { Enrollment } from './types.ts';

/** An event that comes later than this (an import, an old log) is history and lets nobody into a journey. */
export const triggerMaxAgeMs = 24 * 60 * 60 * 1000;

/**
 * Whether an event lets a profile into a journey: its name, its age (at most a day) and the trigger's `where`, which sees
 * the event as `properties` and `context` beside the subject's own attributes.
 */
export function isTriggeredBy(compiled: CompiledJourney, event: HistoryEvent, subject: Subject, now: number): boolean {
	if (event.event !== compiled.journey.trigger.event || event.at < now - triggerMaxAgeMs) return false;
	if (!compiled.where) return true;
	const attributes = { ...subject.attributes, properties: event.properties, context: event.context ?? {} };
	return compiled.where.evaluate({ ...subject, attributes }, now).matches;
}

/** Whether a profile with these enrollments, of any version, may enter again. The same event never enters twice: see `enrol`. */
export function mayEnter({ journey }: CompiledJourney, existing: readonly Enrollment[]): boolean {
	const ours = existing.filter(({ journeyId }) => journeyId === journey.id);
	switch (journey.reentry) {
		case 'never':
			return ours.length === 0;
		case 'after-exit':
			return ours.every(({ status }) => status !== 'active');
		case 'always':
			return true;
	}
}

/**
 * A new enrollment, standing before the journey's first step and due at once. Its id is made of journey, profile and the
 * trigger's messageId, so that the same event twice is the same enrollment. It entered when the trigger happened (never
 * later than `now`); `within: "enrollment"` counts events after that moment, so never the trigger itself.
 */
export function enrol(
	{ journey }: CompiledJourney,
	profileId: string,
	trigger: Enrollment['trigger'],
	now: number,
): Enrollment {
	const enteredAt = Math.min(trigger.at, now);
	return {
		id: `enr-${digest(JSON.stringify([journey.id, profileId, trigger.messageId])).slice(0, 32)}`,
		journeyId: journey.id,
		version: journey.version,
		profileId,
		enteredAt,
		stepId: journey.entry,
		arrivedAt: enteredAt,
		dueAt: enteredAt,
		status: 'active',
		trigger,
		log: [],
	};
}
