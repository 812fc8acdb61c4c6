import * as v from 'valibot';
import { ChosenId, Name } from '../chosen-id.ts';
import { jsonObject } from '../json-object.ts';

const Condition = jsonObject('A condition is an object.');
const StepId = v.pipe(v.string(), v.description('The id of a step.'));

const Step = v.variant('kind', [
	v.object({ kind: v.literal('wait'), for: v.string(), next: StepId }),
	v.object({ kind: v.literal('branch'), condition: Condition, then: StepId, else: StepId }),
	v.object({ kind: v.literal('message'), messageId: v.string(), next: StepId }),
	v.object({ kind: v.literal('exit') }),
]);

const settings = {
	name: Name,
	trigger: v.object({ kind: v.literal('event'), event: v.string(), where: v.exactOptional(Condition) }),
	entry: StepId,
	steps: v.record(v.string(), Step),
	exitWhen: v.optional(v.nullable(Condition), null),
	reentry: v.optional(v.picklist(['never', 'after-exit', 'always']), 'after-exit'),
};

export const NewJourney = v.object({ id: ChosenId, ...settings });
export const JourneySettings = v.object(settings);

export const JourneyBody = v.object({
	id: v.string(),
	version: v.pipe(v.number(), v.description('Grows with each change; people keep the version they entered with.')),
	...settings,
	status: v.picklist(['draft', 'on', 'off']),
	counts: v.object({ active: v.number(), finished: v.number(), exited: v.number() }),
	updatedAt: v.pipe(v.string(), v.isoTimestamp()),
});
