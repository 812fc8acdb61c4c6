import * as v from 'valibot';

const Instant = v.pipe(v.string(), v.isoTimestamp());

export const EraseRequest = v.object({
	reference: v.optional(
		v.pipe(
			v.string(),
			v.trim(),
			v.maxLength(100),
			v.description('What you call the request; it stays in the receipt.'),
		),
		'',
	),
});

/** A request, and its receipt once it is done. */
export const ErasureBody = v.object({
	id: v.string(),
	state: v.picklist(['underway', 'done']),
	reference: v.string(),
	requestedBy: v.string(),
	requestedAt: Instant,
	doneAt: v.nullable(Instant),
	report: v.nullable(
		v.object({
			events: v.number(),
			enrollments: v.number(),
			deliveries: v.number(),
			database: v.pipe(v.record(v.string(), v.number()), v.description('Rows of D1, by table.')),
			archive: v.object({ objects: v.number(), lines: v.number() }),
		}),
	),
});
