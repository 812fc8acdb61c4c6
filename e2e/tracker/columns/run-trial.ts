import { randomBytes } from 'node:crypto';
import { openArena } from '../lab/arena.ts';
import { newChromiumProfile } from '../lab/chromium.ts';
import type { Contestant } from '../lab/contestant.ts';
import type { Profile } from '../lab/tab.ts';
import type { Column, Outcome } from './columns.ts';

/** Runs one attempt of a contestant at a column, with an arena and a browser of its own. An attempt that could not be made says why. */
export async function runTrial(
	contestant: Contestant,
	column: Column,
	newProfile: (options: { storage: 'allowed' | 'blocked' }) => Profile = newChromiumProfile,
): Promise<Outcome> {
	const arena = await openArena(contestant);
	const profile = newProfile({ storage: column.storage ?? 'allowed' });
	try {
		return await column.run({ arena, profile, event: `Event ${randomBytes(8).toString('hex')}` });
	} catch (error) {
		return { passed: false, word: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
	} finally {
		await profile.remove();
		await arena.close();
	}
}
