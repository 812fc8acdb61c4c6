import { expect, test } from 'vitest';
import { parseLimit } from './parse-limit.ts';

test('a limit is a rate and a burst, or off', () => {
	expect(parseLimit('500/5000', 'LIMIT')).toEqual({ perSecond: 500, burst: 5000 });
	expect(parseLimit(' 1 / 2 ', 'LIMIT')).toEqual({ perSecond: 1, burst: 2 });
	expect(parseLimit('off', 'LIMIT')).toBeNull();
});

test.each(['', '500', '0/5', '5/0', '-1/5', '1e3/5', 'on', '5/5/5'])('%j is refused by name', (text) => {
	expect(() => parseLimit(text, 'ADDRESS_LIMIT')).toThrow(/ADDRESS_LIMIT/);
});
