import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type ReplayOptions, readOptions, usage } from './replay/options.ts';
import { showProgress } from './replay/progress.ts';
import { ResultsUnavailable, readResults } from './replay/read-results.ts';
import { replay } from './replay/replay.ts';
import { ReplayStopped } from './replay/send-batch.ts';
import { readState, type State } from './replay/state.ts';
import { sayTally } from './replay/tally.ts';

/** `npm run replay -- <file.log>`: see `usage`. Ends with 1 when it stopped, with 2 when it was called wrongly. */
async function main(): Promise<void> {
	const state = await readState(join(import.meta.dirname, '../.edgewise/state.json'));
	const options = readOptions(process.argv.slice(2), state);
	if (typeof options === 'string') {
		console.error(`${options}\n\n${usage}`);
		process.exitCode = 2;
		return;
	}
	const file = await stat(options.file).catch(() => null);
	if (!file?.isFile()) {
		console.error(`${options.file} is no file that can be read.`);
		process.exitCode = 2;
		return;
	}
	console.log(`Replaying ${options.file} to ${options.url}`);
	const tally = await replay(createReadStream(options.file), {
		target: { url: options.url, key: options.key, pause },
		origin: options.origin,
		onProgress: showProgress(process.stdout, file.size),
	});
	console.log(`\n${sayTally(tally)}`);
	await sayResults(options, state);
}

async function sayResults(options: ReplayOptions, state: State): Promise<void> {
	try {
		const results = await readResults(options.url, { token: options.token, state }, pause);
		console.log(`${'Profiles'.padEnd(40)}${results.profiles.toLocaleString('en').padStart(10)}`);
		for (const { name, members } of results.segments) {
			console.log(`${`  in “${name}”`.padEnd(40)}${members.toLocaleString('en').padStart(10)}`);
		}
	} catch (error) {
		if (!(error instanceof ResultsUnavailable)) throw error;
		console.log(`Profiles and segments could not be read: ${error.message}`);
	}
}

try {
	await main();
} catch (error) {
	if (!(error instanceof ReplayStopped)) throw error;
	console.error(`\nStopped: ${error.message} What was accepted stays; run it again to send the rest.`);
	process.exitCode = 1;
}
