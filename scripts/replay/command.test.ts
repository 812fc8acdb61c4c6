import { describe, expect, test } from 'vitest';
import { isArchiveName } from './archive/find-files.ts';
import { readOptions } from './options.ts';
import { showProgress } from './progress.ts';
import { readState } from './state.ts';

describe('the command line', () => {
	const state = { url: 'http://localhost:9000', writeKey: 'public', secretKey: 'secret' };

	test('takes what npm start left', async () => {
		expect(readOptions(['a.log'], state, isArchiveName)).toEqual({
			paths: ['a.log'],
			url: 'http://localhost:9000',
			key: 'secret',
			origin: 'http://shop.localhost:8787',
			token: undefined,
		});
	});

	test('is stronger than that', () => {
		const args = [
			'a.log',
			'--to',
			'https://edge.example/',
			'--key',
			'k',
			'--site',
			'https://www.example.org/x',
			'--token',
			't',
		];
		const given = {
			paths: ['a.log'],
			url: 'https://edge.example',
			key: 'k',
			origin: 'https://www.example.org',
			token: 't',
		};
		expect(readOptions(args, state, isArchiveName)).toEqual(given);
	});

	test.each([
		[[], 'one log file'],
		[['a', 'b'], 'one log file'],
		[['a', '--to', 'nowhere'], 'addresses'],
		[['a', '--to', 'file:///etc'], 'addresses'],
		[['a', '--what'], '--what'],
	])('%j is answered with what is wrong', (args, words) => {
		expect(readOptions(args, state, isArchiveName)).toContain(words);
	});

	test('takes several files of an archive, and no key for them', () => {
		const options = readOptions(['a.ndjson', 'b.ndjson.gz'], {}, isArchiveName);
		expect(options).toMatchObject({ paths: ['a.ndjson', 'b.ndjson.gz'], key: null });
		expect(readOptions(['a.ndjson', 'b.log'], state, isArchiveName)).toContain('one log file');
	});

	test('wants a key', () => {
		expect(readOptions(['a.log'], {}, isArchiveName)).toContain('There is no key');
	});
});

test('a state file that is not there is an empty state', async () => {
	expect(await readState('/nowhere/state.json')).toEqual({});
	expect(await readState(import.meta.filename)).toEqual({});
});

describe('progress', () => {
	function draw(isTTY: boolean, total: number, ...steps: number[]) {
		const written: string[] = [];
		const report = showProgress({ isTTY, write: (text) => written.push(text) }, total);
		for (const step of steps) report(step);
		return written;
	}

	test('is a line for every tenth in a file', () => {
		expect(draw(false, 1000, 1, 50, 99, 120, 130, 600, 1000, 1000)).toEqual(['0%\n', '10%\n', '60%\n', '100%\n']);
	});

	test('is a bar that redraws itself on a terminal, and ends its line', () => {
		const written = draw(true, 200, 1, 100, 200);
		expect(written).toEqual([
			expect.stringContaining('  0%'),
			expect.stringContaining(' 50%'),
			expect.stringMatching(/100%\n$/),
		]);
		expect(written.every((text) => text.startsWith('\r'))).toBe(true);
	});
});
