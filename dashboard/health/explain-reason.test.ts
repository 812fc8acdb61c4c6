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

	it('of robots says what they were known by, also when that is new', () => {
		expect(explainReason({ kind: 'bot', code: 'monitor' }).title).toBe('Robot: uptime and speed monitors');
		expect(explainReason({ kind: 'bot', code: 'new-way' }).title).toBe('Robot: new-way');
	});

	it('that is new is shown as it is', () => {
		expect(explainReason({ kind: 'refused', code: 'new-code' })).toEqual({
			title: 'refused: new-code',
			mend: 'Its message says what is wrong.',
		});
	});
});
