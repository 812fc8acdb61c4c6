import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../run-command.ts';
import { breaches } from './import-directions.ts';

test('dependencies of the whole house point inward', () => {
	expect(breaches(root)).toEqual([]);
});

describe('a house that was built wrong', () => {
	let house = '';
	beforeEach(() => {
		house = mkdtempSync(path.join(tmpdir(), 'house-'));
		for (const folder of ['core', 'worker/a', 'worker/b', 'tracker', 'extension', 'dashboard', 'demo']) {
			mkdirSync(path.join(house, folder), { recursive: true });
		}
	});
	afterEach(() => rmSync(house, { recursive: true }));

	test.each([
		['core/x.ts', '../worker/a/verb.ts', 'core may not import from worker'],
		['worker/a/verb.ts', '../b/storage.ts', 'a domain may use another’s verbs, never its storage or routes'],
		['worker/a/storage.ts', './routes.ts', 'storage may not import routes'],
		['extension/x.ts', '../tracker/queue.ts', 'the extension may use only tracker/apply'],
	])('%s importing %s is found', (file, imports, rule) => {
		writeFileSync(path.join(house, file), `import { x } from '${imports}';\n`);
		expect(breaches(house).map((breach) => breach.rule)).toEqual([rule]);
	});
});
