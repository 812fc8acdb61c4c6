import * as v from 'valibot';

const Days = v.nullable(
	v.pipe(
		v.number(),
		v.integer('Whole days.'),
		v.minValue(1, 'At least a day.'),
		v.maxValue(36_500, 'At most a hundred years.'),
	),
);

/** Days; null keeps it for ever. */
export const RetentionBody = v.object({
	eventDays: v.pipe(Days, v.description('Events, by when they happened.')),
	idleDays: v.pipe(Days, v.description('People without a userId and an e-mail address, since they were last seen.')),
	archiveDays: v.pipe(Days, v.description('Objects of the archive, by when they were received.')),
});

export const ForeseenBody = v.object({
	events: v.number(),
	peopleWithEvents: v.pipe(v.number(), v.description('Who would lose some of their events.')),
	idlePeople: v.pipe(v.number(), v.description('Who would go altogether.')),
	archive: v.object({ objects: v.number(), events: v.number(), bytes: v.number() }),
});
