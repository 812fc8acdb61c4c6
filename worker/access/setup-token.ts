import { keyedHash } from '../keyed-hash.ts';

/** Lets whoever knows the workspace's SECRET make its first owner. The start script, in Node, computes it too. */
export function setupToken(secret: string): Promise<string> {
	return keyedHash(secret, 'first-owner', '');
}
