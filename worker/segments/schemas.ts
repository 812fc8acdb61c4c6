import * as v from 'valibot';
import { ChosenId, Name } from '../chosen-id.ts';

const Condition = v.pipe(
	v.record(v.string(), v.unknown()),
	v.description('A condition, as docs/conditions describes the language. {} holds for everyone.'),
);

const settings = {
	name: Name,
	description: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(2000)), ''),
	condition: Condition,
};

export const NewSegment = v.object({ id: ChosenId, ...settings });
export const SegmentSettings = v.object(settings);
export const SegmentPreview = v.object({ condition: Condition });

export const SegmentBody = v.object({
	id: v.string(),
	name: v.string(),
	description: v.string(),
	condition: Condition,
	members: v.pipe(v.number(), v.description('People who are in it, at most about a second behind.')),
	updatedAt: v.pipe(v.string(), v.isoTimestamp()),
});
