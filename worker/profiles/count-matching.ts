import type { Condition } from '../../core/condition/types.ts';
import type { Tables } from './tables.ts';
import { everyone, oldestAsked } from './view.ts';

export interface PeopleCount {
	readonly count: number;
	/** Ids of a few of them. */
	readonly examples: string[];
}

/** Asks everyone of a shard whether they meet a condition now. */
export function countMatching(tables: Tables, condition: Condition, examplesMax: number, now: number): PeopleCount {
	const examples: string[] = [];
	let count = 0;
	for (const { id, subject } of everyone(tables, oldestAsked(condition.depends, now))) {
		if (!condition.evaluate(subject, now).matches) continue;
		count++;
		if (examples.length < examplesMax) examples.push(id);
	}
	return { count, examples };
}
