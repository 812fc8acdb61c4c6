import {
	closeSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forgetAll, hasPeople, readState, writeState } from './state.ts';

let dir = '';
beforeEach(() => {
	dir = mkdtempSync(path.join(tmpdir(), 'edgewise-state-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the state of a data folder', () => {
	test('keeps its secret and password between starts', () => {
		const first = readState(dir);
		expect(first.secret.length).toBeGreaterThanOrEqual(32);
		expect(readState(dir)).toEqual(first);
	});

	test('tells whether the runtime has been there', () => {
		readState(dir);
		expect(hasPeople(dir)).toBe(false);
		mkdirSync(path.join(dir, 'do'));
		expect(hasPeople(dir)).toBe(true);
	});

	test('is replaced whole: whoever is killed while writing leaves the old one, and only its owner can read it', () => {
		const before = readState(dir);
		const file = path.join(dir, 'state.json');
		const old = openSync(file, 'r');
		writeState(dir, { ...before, url: 'http://localhost:9000' });
		expect(JSON.parse(readFileSync(old, 'utf8'))).toEqual(before);
		closeSync(old);
		expect(readState(dir).url).toBe('http://localhost:9000');
		expect(readdirSync(dir)).toEqual(['state.json']);
		expect(statSync(file).mode & 0o077).toBe(0);
	});
});

describe('beginning anew', () => {
	test('forgets a data folder', () => {
		readState(dir);
		mkdirSync(path.join(dir, 'd1'));
		forgetAll(dir);
		expect(() => statSync(dir)).toThrow();
	});

	test('needs no folder', () => {
		rmSync(dir, { recursive: true });
		expect(() => forgetAll(dir)).not.toThrow();
	});

	test('forgets what `npm run dev` left, with no state of its own', () => {
		readState(path.join(dir, 'dev'));
		expect(() => forgetAll(dir)).not.toThrow();
	});

	test('refuses a folder that is not ours', () => {
		writeFileSync(path.join(dir, 'thesis.txt'), 'three years of work');
		expect(() => forgetAll(dir)).toThrow(/state\.json/);
		expect(readdirSync(dir)).toEqual(['thesis.txt']);
	});
});
