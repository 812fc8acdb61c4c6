import type { JourneyDraft } from '../shapes/journeys.ts';

/** The shape that most journeys begin with: something happens, an hour passes, a message goes out. */
export function newJourney(): JourneyDraft {
	return {
		name: '',
		trigger: { kind: 'event', event: 'Product Added' },
		entry: 'wait-1',
		steps: {
			'wait-1': { kind: 'wait', for: '1h', next: 'message-1' },
			'message-1': { kind: 'message', messageId: '', next: 'exit' },
			exit: { kind: 'exit' },
		},
		exitWhen: { $did: { event: 'Order Completed', within: 'enrollment' } },
		reentry: 'after-exit',
	};
}
