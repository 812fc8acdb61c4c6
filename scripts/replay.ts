import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findFiles, isArchiveName } from './replay/archive/find-files.ts';
import { restore, sayRestored } from './replay/archive/restore.ts';
import { type ReplayOptions, readOptions, usage } from './replay/options.ts';
import { showProgress } from './replay/progress.ts';
import { ResultsUnavailable, readResults } from './replay/read-results.ts';
import { replay } from './replay/replay.ts';
import { ReplayStopped } from './replay/send-batch.ts';
import { readState, type State } from './replay/state.ts';
import { sayTally } from './replay/tally.ts';
import { tokenOf } from './start/admin.ts';

/** `npm run replay -- <file.log or archive>`: see `usage`. Ends with 1 when it stopped, with 2 when it was called wrongly. */
async function main(): Promise<void> {
	const state = await readState(join(import.meta.dirname, '../.edgewise/state.json'));
	const options = readOptions(process.argv.slice(2), state, isArchivePath);
	if (typeof options === 'string') return complain(`${options}\n\n${usage}`);
	const missing = options.paths.find((path) => !existsSync(path));
	if (missing !== undefined) return complain(`${missing} is no file that can be read.`);
	if (options.key !== null && !options.paths.every(isArchivePath)) await replayLog(options, options.key);
	else await restoreArchive(options, state);
	await sayResults(options, state);
}

function complain(what: string): void {
	console.error(what);
	process.exitCode = 2;
}

function isArchivePath(path: string): boolean {
	return isArchiveName(path) || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

async function replayLog({ paths, url, origin }: ReplayOptions, key: string): Promise<void> {
	const [path = ''] = paths;
	console.log(`Replaying ${path} to ${url}`);
	const tally = await replay(createReadStream(path), {
		target: { url, key, pause },
		origin,
		onProgress: showProgress(process.stdout, statSync(path).size),
	});
	console.log(`\n${sayTally(tally)}`);
}

async function restoreArchive({ paths, url, token }: ReplayOptions, state: State): Promise<void> {
	const files = await findFiles(paths);
	const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
	console.log(`Restoring ${files.length} file${files.length === 1 ? '' : 's'} to ${url}`);
	const target = { url, token: token ?? (await ownToken(url, state)), pause };
	const tally = await restore(files, target, showProgress(process.stdout, total));
	console.log(`\n${sayRestored(tally)}`);
}

async function ownToken(url: string, { email, password }: State): Promise<string> {
	if (!email || !password) throw new ReplayStopped('There is no log-in: give --token, or start with npm start.');
	return tokenOf(url, email, password).catch((error: unknown) => {
		throw new ReplayStopped(error instanceof Error ? error.message : String(error));
	});
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
