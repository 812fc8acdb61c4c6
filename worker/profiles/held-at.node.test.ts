import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../core/condition/index.ts';
import { conditionIn, days, personIn } from '../../core/condition/testing/arbitrary.ts';
import { heldAt } from './held-at.ts';

test('counting at many moments asks only when an answer may have changed, and answers as if each had been asked', () => {
	const moments = fc.array(days.moment, { maxLength: 12 }).map((list) => list.sort((a, b) => a - b));
	fc.assert(
		fc.property(conditionIn(days), personIn(days), moments, (json, person, at) => {
			const condition = compile({ ...json }, { enrollment: true });
			const each = at.flatMap((ms, place) => (condition.evaluate(person, ms).matches ? [place] : []));
			expect([...heldAt(condition, person, at)]).toEqual(each);
		}),
	);
});
