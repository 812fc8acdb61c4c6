import { beforeEach, expect, test } from 'vitest';
import { callAs } from './testing/sign-in.ts';
import { openWorkspace } from './testing/workspace.ts';

beforeEach(() => openWorkspace());

test.each(['profiles', 'accounts', 'mailbox', 'duplicates?state=pending'])(
	'GET %s refuses a cursor that no page has told, and takes one that leads nowhere',
	async (list) => {
		const call = await callAs('editor');
		const at = (cursor: string) =>
			call('GET', `/${list}${list.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`);
		for (const cursor of ['xx', '1.', '.a', '-1.a', `1.${'a'.repeat(300)}`])
			expect(await at(cursor)).toMatchObject({ status: 400, body: { error: { path: 'cursor' } } });
		expect(await at('')).toMatchObject({ status: 200 });
		expect(await at('0.nobody')).toMatchObject({ status: 200, body: { items: [], cursor: null } });
	},
);
