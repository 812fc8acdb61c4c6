import { keyedHash } from '../worker/keyed-hash.ts';
import { build } from './build.ts';
import { runTool } from './run-command.ts';

/**
 * `npm run deploy`: builds, applies migrations to the account's D1, deploys. See docs/deploy.md for an empty account.
 * `npm run deploy -- --setup-token` prints the token that makes the first owner; it needs SECRET in the environment.
 */
if (process.argv.includes('--setup-token')) {
	const secret = process.env.SECRET;
	if (secret === undefined || secret.length < 32) {
		console.error('Set SECRET to the secret that the Worker was given (at least 32 characters).');
		process.exit(1);
	}
	console.log(await keyedHash(secret, 'first-owner', ''));
	process.exit(0);
}

await build((line) => console.log(line));
await step('wrangler', ['d1', 'migrations', 'apply', 'DB', '--remote']);
await step('wrangler', ['deploy']);

async function step(name: string, args: readonly string[]): Promise<void> {
	const { code } = await runTool(name, args, { show: true });
	if (code !== 0) process.exit(code);
}
