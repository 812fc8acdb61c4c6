import * as v from 'valibot';
import { retentionDays } from './storage.ts';

export const HealthQuery = v.object({
	days: v.pipe(
		v.optional(v.string(), '14'),
		v.regex(/^\d{1,2}$/, 'Days are a whole number.'),
		v.transform(Number),
		v.minValue(1, 'At least one day.'),
		v.maxValue(retentionDays, `Counts are kept for ${retentionDays} days.`),
	),
});

export const HealthBody = v.object({
	days: v.pipe(
		v.array(
			v.object({
				day: v.pipe(v.string(), v.description('UTC.')),
				counts: v.pipe(
					v.record(v.string(), v.number()),
					v.description('By kind: accepted, duplicate, refused, delayed, bot, violating, violation, late, clock.'),
				),
			}),
		),
		v.description('Each of the days, oldest first.'),
	),
	reasons: v.pipe(
		v.array(
			v.object({
				kind: v.string(),
				code: v.pipe(v.string(), v.description('A refusal’s code, a broken rule.')),
				event: v.pipe(v.string(), v.description('Empty where none is known, or too many were.')),
				path: v.string(),
				count: v.number(),
				lastAt: v.pipe(v.string(), v.isoTimestamp()),
				message: v.string(),
				sample: v.nullable(v.pipe(v.looseObject({}), v.description('How the last one looked, masked.'))),
			}),
		),
		v.description('Why events were not simply kept, most frequent first; at most 200.'),
	),
});
