import { dayMs } from '../condition/time/civil.ts';
import { utc, type Zone, zoneOf } from '../condition/time/zone.ts';
import type { Condition, Evaluation, Subject } from '../condition/types.ts';

/** What conditions of an experience find under `time`: what clocks show where the experience's schedule is read. */
export interface Clock {
	/** `2026-11-28`. */
	readonly date: string;
	/** `09:05`; compares as text. */
	readonly clock: string;
	/** 0 to 23. */
	readonly hour: number;
	readonly weekday: (typeof weekdays)[number];
}

/** As the days since 1970 run, which began on a Thursday. */
export const weekdays = ['thursday', 'friday', 'saturday', 'sunday', 'monday', 'tuesday', 'wednesday'] as const;

const minuteMs = 60_000;

export function clockAt(zone: Zone, nowMs: number): Clock {
	const local = zone.localAt(nowMs);
	const iso = new Date(local).toISOString();
	return {
		date: iso.slice(0, 10),
		clock: iso.slice(11, 16),
		hour: Number(iso.slice(11, 13)),
		weekday: weekdays[((Math.floor(local / dayMs) % 7) + 7) % 7] ?? 'thursday',
	};
}

/**
 * A condition that may ask for `time.*`, which is put into what it is asked about, with until when the clock's answer stands:
 * clocks everywhere differ by whole quarters of an hour, so hours, days and weekdays change at those only.
 */
export function withClock(condition: Condition, timeZone: string | undefined): Condition {
	const asked = [...condition.depends.attributes].filter((path) => path === 'time' || path.startsWith('time.'));
	if (asked.length === 0) return condition;
	const zone = zoneOf(timeZone) ?? utc;
	const tickMs = asked.every((path) => coarse.has(path)) ? 15 * minuteMs : minuteMs;
	const told = (subject: Subject, nowMs: number): Subject => ({
		...subject,
		attributes: { ...subject.attributes, time: clockAt(zone, nowMs) },
	});
	return {
		...condition,
		evaluate(subject, nowMs): Evaluation {
			const { matches, until } = condition.evaluate(told(subject, nowMs), nowMs);
			return { matches, until: Math.min(until, (Math.floor(nowMs / tickMs) + 1) * tickMs) };
		},
		explain: (subject, nowMs) => condition.explain(told(subject, nowMs), nowMs),
	};
}

const coarse = new Set(['time.date', 'time.hour', 'time.weekday']);
