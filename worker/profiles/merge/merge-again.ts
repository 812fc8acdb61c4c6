import type { Env } from '../../env.ts';
import type { PersonHistory } from '../restore-person.ts';
import { type Join, join } from './join.ts';
import { mergedEvent, separatedEvent } from './told-events.ts';

/** Merges that archived events tell of, as they are read: those that were undone later are none. */
export class ToldMerges {
	readonly #merges = new Map<string, Join & { readonly at: number }>();
	readonly #undone = new Set<string>();

	add({ profileId: targetId, events }: PersonHistory): void {
		for (const { s, e, a: at, p } of events) {
			if (s !== '' || typeof p.mergeId !== 'string') continue;
			const { mergeId, profileId: sourceId, kind, value } = p;
			if (e === separatedEvent) this.#undone.add(mergeId);
			if (e !== mergedEvent || typeof sourceId !== 'string' || typeof kind !== 'string' || typeof value !== 'string')
				continue;
			this.#merges.set(mergeId, { mergeId, sourceId, targetId, cause: { kind, value }, at });
		}
	}

	/** Merges again who was merged, in the order in which it happened; what is merged already changes nothing. */
	async mergeAgain(env: Env): Promise<void> {
		const merges = [...this.#merges].filter(([mergeId]) => !this.#undone.has(mergeId)).map(([, merge]) => merge);
		for (const merge of merges.sort((a, b) => a.at - b.at)) await join(env, { ...merge, isTheirs: true }, 'archive');
	}
}
