import { expect, test } from 'vitest';
import { decideCases, decidedIn } from './read-cases.ts';

test.each(decideCases())('$name', (one) => {
	const decided = Object.keys(one.ids).map((id) => [id, decidedIn(one, id)]);
	expect(Object.fromEntries(decided)).toEqual(one.ids);
});
