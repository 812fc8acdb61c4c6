import { vi } from 'vitest';

/** Asks until what is expected is so. Vitest's own second of patience is little on a machine that has others to serve. */
export function soon(expected: () => Promise<void>): Promise<void> {
	return vi.waitFor(expected, 30_000);
}
