import { describe, expect, it } from 'vitest';
import { explainReason } from './explain-reason.ts';

describe('a reason', () => {
	it('is explained by its code', () => {
		expect(explainReason({ kind: 'refused', code: 'origin-forbidden' })).toMatchObject({ path: '/settings' });
		expect(explainReason({ kind: 'violation', code: 'unplanned' }).title).toBe('Not in the plan');
	});

	it('of a broken rule names the rule', () => {
		expect(explainReason({ kind: 'violation', code: 'maxLength' }).title).toBe('Breaks “maxLength”');
	});

	it('of a kind whose codes say more than we know is explained by its kind', () => {
		expect(explainReason({ kind: 'bot', code: 'some-new-way' }).title).toBe('Robot');
	});

	it('that is new is shown as it is', () => {
		expect(explainReason({ kind: 'refused', code: 'rate-limit' })).toEqual({
			title: 'refused: rate-limit',
			mend: 'Its message says what is wrong.',
		});
	});
});
