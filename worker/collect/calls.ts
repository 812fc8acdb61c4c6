import type { EventType } from '../../core/event/index.ts';

/**
 * The names that clients call under `/v1`, and the type that each stands for: null for a batch, whose events name their own.
 * Segment's servers post the long ones, its browser client the first letters; `import` is the batch's older name.
 */
export const calls: ReadonlyMap<string, EventType | null> = new Map<string, EventType | null>([
	...(['track', 'page', 'screen', 'identify', 'group', 'alias'] as const).flatMap((type): [string, EventType][] => [
		[type, type],
		[type.charAt(0), type],
	]),
	['batch', null],
	['b', null],
	['import', null],
]);
