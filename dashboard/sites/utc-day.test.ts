import { expect, test } from 'vitest';
import { formatUtcDay } from './utc-day.ts';

test('a day of the archive reads the same everywhere', () => {
	expect(formatUtcDay('2026-11-24')).toBe('Tue, 24 Nov 2026');
	expect(formatUtcDay('no day')).toBe('no day');
});
