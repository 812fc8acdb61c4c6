import * as v from 'valibot';
import { Refusal } from '../../core/refusal.ts';
import { hourOf } from './object-key.ts';

const amount = {
	objects: v.number(),
	events: v.number(),
	bytes: v.pipe(v.number(), v.description('As stored, compressed.')),
};

/** A day of the archive. */
export const ArchiveDayBody = v.object({
	day: v.pipe(v.string(), v.description('UTC, `2026-11-24`.')),
	...amount,
	hours: v.array(v.object({ hour: v.number(), ...amount })),
});

const Folder = v.pipe(
	v.string(),
	v.regex(/^(@workspace|[a-z0-9_-]{1,60})$/, 'A site’s id, or "@workspace" for what Edgewise itself tells.'),
);

export const ListQuery = v.object({
	site: v.optional(Folder),
	cursor: v.optional(v.pipe(v.string(), v.isoDate())),
});

export const EventsQuery = v.object({
	from: v.pipe(v.string(), v.isoTimestamp(), v.description('The first hour of receipt; minutes do not count.')),
	to: v.optional(
		v.pipe(v.string(), v.isoTimestamp(), v.description('Hours before this one; left out, one hour is given.')),
	),
	site: v.optional(Folder),
	gzip: v.optional(v.picklist(['true', 'false'])),
});

export const RestoredBody = v.object({
	lines: v.number(),
	restored: v.number(),
	duplicates: v.number(),
	refused: v.pipe(v.number(), v.description('All that were refused; `refusals` has the first hundred.')),
	refusals: v.array(
		v.object({
			line: v.number(),
			code: v.string(),
			message: v.string(),
			path: v.optional(v.string()),
			hint: v.optional(v.string()),
		}),
	),
});

const hourMs = 3_600_000;

/** The hours that a query asks for: the first, and the one that follows the last. */
export function hoursOf({ from, to }: v.InferOutput<typeof EventsQuery>): { from: string; to: string } {
	const begin = Math.floor(Date.parse(from) / hourMs) * hourMs;
	const end = to === undefined ? begin + hourMs : Math.ceil(Date.parse(to) / hourMs) * hourMs;
	if (end > begin) return { from: hourOf(begin), to: hourOf(end) };
	throw new Refusal('archive-range', '"to" is not after "from".', { path: 'to' });
}
