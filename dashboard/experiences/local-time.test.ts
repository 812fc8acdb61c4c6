import { expect, it } from 'vitest';
import { fromLocalInput, toLocalInput } from './local-time.ts';

it('shows an instant in the reader’s time and gives the same instant back', () => {
	const iso = new Date(2026, 2, 4, 5, 6).toISOString();
	expect(toLocalInput(iso)).toBe('2026-03-04T05:06');
	expect(fromLocalInput('2026-03-04T05:06')).toBe(iso);
});

it('keeps nothing as nothing', () => {
	expect([toLocalInput(null), toLocalInput('never'), fromLocalInput('')]).toEqual(['', '', null]);
});
