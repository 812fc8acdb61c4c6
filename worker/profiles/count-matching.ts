import type { Condition } from '../../core/condition/types.ts';
import type { Tables } from './tables.ts';
import { subjectOf } from './view.ts';

/** People that are asked before the next are read. */
const turnSize = 200;

export interface PeopleCount {
	readonly count: number;
	/** Ids of a few of them. */
	readonly examples: string[];
}

/** Asks everyone of a shard whether they meet a condition now. */
export function countMatching(tables: Tables, condition: Condition, examplesMax: number, now: number): PeopleCount {
	const examples: string[] = [];
	let count = 0;
	let cursor: string | undefined = '';
	while (cursor !== undefined) {
		const ids: string[] = tables.profiles.idsAfter(cursor, turnSize);
		for (const id of ids) {
			const subject = subjectOf(tables, id);
			if (!subject || !condition.evaluate(subject, now).matches) continue;
			count++;
			if (examples.length < examplesMax) examples.push(id);
		}
		cursor = ids.at(-1);
	}
	return { count, examples };
}
