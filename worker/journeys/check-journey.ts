import type { Journey } from '../../core/journey/types.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { listMessages } from '../messages/index.ts';
import { checkReferences, listSegments } from '../segments/index.ts';

/**
 * Refuses a journey that speaks of messages or segments that do not exist, at the first one. Drafts may; a journey that
 * lets people in may not.
 */
export async function checkJourney(env: Env, journey: Journey): Promise<void> {
	const [messages, segments] = await Promise.all([listMessages(env), listSegments(env)]);
	checkReferences(journey.trigger.where, segments, 'trigger.where');
	checkReferences(journey.exitWhen, segments, 'exitWhen');
	for (const [stepId, step] of Object.entries(journey.steps)) {
		if (step.kind === 'branch') checkReferences(step.condition, segments, `steps.${stepId}.condition`);
		if (step.kind !== 'message' || messages.some(({ id }) => id === step.messageId)) continue;
		throw new Refusal('message-unknown', `There is no message ${step.messageId.slice(0, 60)}.`, {
			path: `steps.${stepId}.messageId`,
			hint: 'GET /api/messages lists the ids. Make the message first.',
		});
	}
}
