import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ReplayStopped } from '../send-batch.ts';
import { collect } from '../testing/collect.ts';
import { findFiles } from './find-files.ts';
import { readFiles } from './read-files.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'edgewise-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function line(log: string, seq: number): string {
	return `{"log":"${log}","seq":${seq},"profileId":"x"}`;
}

function write(name: string, content: string | Uint8Array): void {
	mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
	writeFileSync(path.join(folder, name), content);
}

async function read(): Promise<string[]> {
	const lines = await collect(readFiles(await findFiles([folder]), () => undefined));
	return lines.map(({ log, seq }) => `${log.split('/').at(-1)} ${seq}`);
}

test('lines of a shard’s log come as they arrived, in whichever files of the folder they are', async () => {
	const blog = [line('weur01-a', 2), line('weur01-a', 5), line('weur02-b', 1)].join('\n');
	const shop = [line('weur01-a', 1), line('weur01-a', 3), line('weur01-a', 4)].join('\n');
	write('events/blog/2026-11-24/09/weur01.ndjson.gz', gzipSync(blog));
	write('events/shop/2026-11-24/09/weur01.ndjson', `${shop}\n`);
	write('readme.txt', 'no archive');
	expect(await read()).toEqual(['weur01-a 1', 'weur01-a 2', 'weur01-a 3', 'weur01-a 4', 'weur01-a 5', 'weur02-b 1']);
});

test('files that were downloaded one after the other and joined are read to their end', async () => {
	write('joined.ndjson.gz', Buffer.concat([gzipSync(`${line('a-a', 1)}\n`), gzipSync(`${line('a-a', 2)}\n`)]));
	expect(await read()).toEqual(['a-a 1', 'a-a 2']);
});

test('lines that nobody archived come in the order of their file, to be refused by their number', async () => {
	write('hand.ndjson', `{"mine":1}\n\n${line('a-a', 1)}\nnothing\n`);
	const lines = await collect(readFiles(await findFiles([folder]), () => undefined));
	expect(lines.map(({ number }) => number)).toEqual([1, 3, 4]);
});

test('a file that is cut short stops the replay, and names itself', async () => {
	const whole = gzipSync(Array.from({ length: 5000 }, (_, seq) => line(`a-${Math.random()}`, seq)).join('\n'));
	write('cut.ndjson.gz', whole.subarray(0, whole.length / 2));
	await expect(read()).rejects.toThrow(ReplayStopped);
	await expect(read()).rejects.toThrow('cut.ndjson.gz');
});
