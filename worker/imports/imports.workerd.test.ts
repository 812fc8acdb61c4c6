import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FileFormat, ImportKind, Mapping } from '../../core/import/index.ts';
import { ownersOf } from '../profiles/identities.ts';
import { shardOf } from '../profiles/index.ts';
import type { ProfileDetail, TimelineItem } from '../profiles/view.ts';
import { settle } from '../testing/accounts.ts';
import { ORIGIN, sessionOf } from '../testing/sign-in.ts';
import { addJourney, addMessage, call, openWorkspace, secretKey, send } from '../testing/workspace.ts';
import { partBytes } from './parts.ts';
import { fileBegin } from './read-rows.ts';
import { runOf } from './run-of.ts';
import { takeStep } from './take-step.ts';

let token = '';
beforeEach(async () => {
	await openWorkspace();
	token = await sessionOf('editor');
});
afterEach(() => vi.useRealTimers());

interface Shown {
	readonly id: string;
	readonly state: string;
	readonly parts: readonly number[];
	readonly asOf: string;
	readonly columns: readonly string[];
	readonly format: FileFormat;
	readonly mapping: Mapping;
	readonly doubtful: readonly string[];
	readonly rows: readonly { line: number; call: object | null; refusal: object | null }[];
	readonly foreseen: Record<string, unknown>;
	readonly totals: Record<string, unknown>;
	readonly items: readonly { line: number; column: string; code: string; message: string }[];
	readonly error: { code: string; path?: string };
}

async function api(method: string, path: string, body?: unknown, as = token): Promise<{ status: number; body: Shown }> {
	const isBytes = body instanceof Uint8Array;
	const response = await call(`${ORIGIN}/api/imports${path}`, {
		method,
		headers: {
			authorization: `Bearer ${as}`,
			...(body !== undefined && { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
		},
		...(body !== undefined && { body: isBytes ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Sends a file; it is ready then. */
async function upload(name: string, kind: ImportKind, file: string | Uint8Array, more = {}): Promise<string> {
	const bytes = typeof file === 'string' ? bytesOf(file) : file;
	const { body } = await api('POST', '', { name, kind, siteId: 'shop', bytes: bytes.length, ...more });
	for (let at = 0; at < bytes.length; at += partBytes) {
		await api('PUT', `/${body.id}/parts/${at / partBytes + 1}`, bytes.subarray(at, at + partBytes));
	}
	return body.id;
}

/** Reads a file to its end, by what is proposed for it or by what a test changes of that. */
async function read(id: string, how: 'rehearse' | 'start', change: (mapping: Mapping) => Mapping = (same) => same) {
	const { body: preview } = await api('POST', `/${id}/preview`, {});
	const settings = { format: preview.format, mapping: change(preview.mapping) };
	expect((await api('POST', `/${id}/${how}`, settings)).status).toBe(202);
	return whenRead(id);
}

async function whenRead(id: string): Promise<Shown> {
	while ((await runOf(env, id).progress())?.state === 'working') await runDurableObjectAlarm(runOf(env, id));
	return (await api('GET', `/${id}`)).body;
}

async function importFile(
	name: string,
	kind: ImportKind,
	file: string | Uint8Array,
	change?: (mapping: Mapping) => Mapping,
) {
	const id = await upload(name, kind, file);
	const { totals } = await read(id, 'start', change);
	return { id, totals, refused: (await api('GET', `/${id}/refused`)).body.items };
}

async function person(value: string, kind: 'userId' | 'anonymousId' = 'userId'): Promise<ProfileDetail> {
	const id = (await ownersOf(env, [{ kind, value }], true)).get({ kind, value })?.profileId ?? null;
	const detail = id === null ? null : await shardOf(env, id).detail(id);
	if (!detail) throw new Error(`nobody is ${value}`);
	return detail;
}

async function timeline(userId: string): Promise<readonly TimelineItem[]> {
	const { id } = await person(userId);
	return (await shardOf(env, id).timeline(id, Number.MAX_SAFE_INTEGER)).items;
}

const valuesOf = ({ traits }: ProfileDetail) =>
	Object.fromEntries(Object.entries(traits).map(([key, { value }]) => [key, value]));
const orderCompleted = (mapping: Mapping): Mapping => ({ ...mapping, event: 'Order Completed' });

const people = 'user_id,email,First name,plan,logins\nu-1,ada@example.com,Ada,pro,12\nu-2,bob@example.com,Bob,free,3\n';
const orders = [
	'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
	'536389,22196,SMALL SPOONS,24,12/1/2010 10:03,0.85,12431,Australia',
	'536389,35004C,"BIRDS, SET OF 3",6,12/13/2010 10:03,5.45,12431,Australia',
	'536390,22941,LIGHTS,2,12/1/2010 10:19,8.5,17511,United Kingdom',
].join('\r\n');

describe('a file of companies', () => {
	const file = [
		'company_id,company_name,Employees,plan,website',
		'acme,Acme,12,pro,https://acme.example',
		'globex,Globex,many,free,',
		',Nobody,1,free,',
		'initech,"Initech',
		'hooli,Hooli,9000,enterprise,https://hooli.example,one too many',
		'umbrella,Umbrella,7,free,https://umbrella.example',
	].join('\n');

	async function companies() {
		const { results } = await env.DB.prepare('SELECT id, traits, members, is_verified FROM accounts ORDER BY id').all();
		return results;
	}

	const told = [
		{
			id: 'acme',
			traits: JSON.stringify({ name: 'Acme', employees: 12, plan: 'pro', website: 'https://acme.example' }),
			members: 0,
			is_verified: 1,
		},
		{
			id: 'umbrella',
			traits: JSON.stringify({ name: 'Umbrella', employees: 7, plan: 'free', website: 'https://umbrella.example' }),
			members: 0,
			is_verified: 1,
		},
	];

	/** Of a column with a word in it nobody would propose that it is a number. */
	const numbers = (mapping: Mapping): Mapping => ({
		...mapping,
		columns: mapping.columns.map((one) => (one.to === 'account.employees' ? { ...one, type: 'number' } : one)),
	});

	test('needs no people; a dry run says what would change and changes nothing', async () => {
		const id = await upload('companies.csv', 'accounts', file);
		const { body: preview } = await api('POST', `/${id}/preview`, {});
		expect(preview.mapping.columns.map(({ to }) => to)).toEqual([
			'groupId',
			'account.name',
			'account.employees',
			'account.plan',
			'account.website',
		]);
		expect(preview.rows[0]).toMatchObject({ call: { type: 'group', groupId: 'acme' } });
		const { foreseen } = await read(id, 'rehearse', numbers);
		expect(foreseen).toMatchObject({ rows: 6, refused: 4, fresh: 2, people: { new: 2, changed: 0, unchanged: 0 } });
		await settle();
		expect(await companies()).toEqual([]);
	});

	test('tells of each broken line where it is broken, and takes the others', async () => {
		const { totals, refused } = await importFile('companies.csv', 'accounts', file, numbers);
		expect(totals).toMatchObject({ rows: 6, refused: 4, fresh: 2, duplicates: 0 });
		expect(refused.map(({ line, column, code }) => [line, column, code])).toEqual([
			[3, 'Employees', 'import-value'],
			[4, 'company_id', 'import-account'],
			[5, null, 'import-line'],
			[6, null, 'import-cells'],
		]);
		await settle();
		expect(await companies()).toEqual(told);
	});

	test('changes nothing again, and once more only what is new in it', async () => {
		await importFile('companies.csv', 'accounts', file, numbers);
		const again = await importFile('companies.csv', 'accounts', file, numbers);
		expect(again.totals).toMatchObject({ fresh: 0, duplicates: 2 });
		const grown = file.replace('acme,Acme,12', 'acme,Acme,13');
		const id = await upload('companies.csv', 'accounts', grown);
		const { foreseen } = await read(id, 'rehearse', numbers);
		expect(foreseen).toMatchObject({ people: { new: 0, changed: 1, unchanged: 1 } });
		expect(foreseen.examples).toMatchObject([
			{ who: 'acme', line: 2, changes: [{ trait: 'employees', before: '12', after: '13' }] },
		]);
		await read(id, 'start', numbers);
		await settle();
		expect(JSON.parse(String((await companies())[0]?.traits))).toMatchObject({ employees: 13 });
	});

	test('says of a company what people of it see, and browsers’ claims say nothing of it any more', async () => {
		await send([{ type: 'group', userId: 'u-1', groupId: 'acme', traits: { plan: 'free' } }], { key: secretKey });
		await send([{ type: 'group', anonymousId: 'claimer', groupId: 'umbrella', traits: { plan: 'claimed' } }]);
		await settle();
		expect(await companies()).toMatchObject([{ members: 1 }, { members: 1, is_verified: 0 }]);
		await importFile('companies.csv', 'accounts', file, numbers);
		await settle();
		expect(await companies()).toMatchObject([{ members: 1 }, { members: 0, is_verified: 1 }]);
		// What a server said later than the file's word stands.
		await send([{ type: 'group', userId: 'u-1', groupId: 'acme', traits: { plan: 'max' } }], { key: secretKey });
		await settle();
		await importFile('companies.csv', 'accounts', file, numbers);
		await settle();
		expect(JSON.parse(String((await companies())[0]?.traits))).toMatchObject({ plan: 'max', employees: 12 });
	});

	test('refuses a mapping by which nothing could go in', async () => {
		const id = await upload('companies.csv', 'accounts', file);
		const { body: preview } = await api('POST', `/${id}/preview`, {});
		const refusedBy = async (change: (to: string) => string) => {
			const columns = preview.mapping.columns.map((one) => ({ ...one, to: change(one.to) }));
			const { status, body } = await api('POST', `/${id}/start`, {
				format: preview.format,
				mapping: { ...preview.mapping, columns },
			});
			return [status, body.error.path];
		};
		expect(await refusedBy((to) => (to === 'groupId' ? '' : to))).toEqual([422, 'mapping.columns']);
		expect(await refusedBy((to) => (to === 'account.name' ? 'userId' : to))).toEqual([422, 'mapping.columns.1.to']);
		expect(await refusedBy((to) => (to === 'account.name' ? 'traits.name' : to))).toEqual([
			422,
			'mapping.columns.1.to',
		]);
	});
});

describe('a file of people and their companies', () => {
	const file = [
		'user_id,email,company_id,company_name,company_employees',
		'u-1,ada@example.com,acme,Acme,12',
		'u-2,bob@example.com,globex,Globex,40',
		'u-3,eve@example.com,,Nowhere,1',
		'u-4,dan@example.com,,,',
	].join('\n');

	async function companies() {
		const { results } = await env.DB.prepare('SELECT id, traits, members FROM accounts ORDER BY id').all();
		return results;
	}

	test('says first what would change of companies, and then makes people their members', async () => {
		await send(
			[
				{
					type: 'group',
					userId: 'u-1',
					groupId: 'acme',
					traits: { name: 'ACME', plan: 'pro' },
					timestamp: '2026-01-01T00:00:00Z',
				},
			],
			{ key: secretKey },
		);
		await settle();
		const id = await upload('people.csv', 'people', file);
		const { foreseen } = await read(id, 'rehearse');
		expect(foreseen).toMatchObject({ rows: 4, refused: 1, fresh: 5, people: { new: 2, changed: 1 } });
		expect(foreseen.examples).toMatchObject([
			{
				who: 'u-1',
				changes: [
					{ trait: 'email' },
					{ trait: 'account.name', before: '"ACME"', after: '"Acme"' },
					{ trait: 'account.employees', before: null, after: '12' },
				],
			},
		]);
		await settle();
		expect(await companies()).toMatchObject([{ id: 'acme', traits: '{"name":"ACME","plan":"pro"}' }]);

		const { totals } = await read(id, 'start');
		expect(totals).toMatchObject({ rows: 4, refused: 1 });
		const { items } = (await api('GET', `/${id}/refused`)).body;
		expect(items).toMatchObject([{ line: 4, column: 'company_id', code: 'import-account' }]);
		await settle();
		expect(await companies()).toEqual([
			{ id: 'acme', traits: '{"name":"Acme","plan":"pro","employees":12}', members: 1 },
			{ id: 'globex', traits: '{"name":"Globex","employees":40}', members: 1 },
		]);
		expect((await person('u-4')).account).toBeNull();
	});

	test('is refused where columns are a company’s and none says which', async () => {
		const id = await upload('people.csv', 'people', 'user_id,company\nu-1,Acme\n');
		const { body: preview } = await api('POST', `/${id}/preview`, {});
		const columns = preview.mapping.columns.map((column) =>
			column.column === 'company' ? { ...column, to: 'account.name' } : column,
		);
		const settings = { format: preview.format, mapping: { ...preview.mapping, columns } };
		expect(await api('POST', `/${id}/start`, settings)).toMatchObject({
			status: 422,
			body: { error: { code: 'import-mapping', path: 'mapping.columns.1.to' } },
		});
	});
});

describe('a file of people', () => {
	test('is proposed a mapping, rehearsed without changing anything, and taken in', async () => {
		await send([{ type: 'identify', userId: 'u-2', traits: { plan: 'trial', city: 'Bern' } }], { key: secretKey });
		const id = await upload('people.csv', 'people', people);
		const { body: preview } = await api('POST', `/${id}/preview`, {});
		expect(preview.mapping.columns.map(({ to }) => to)).toEqual([
			'userId',
			'email',
			'traits.firstName',
			'traits.plan',
			'traits.logins',
		]);
		expect(preview.rows[0]).toMatchObject({
			line: 2,
			call: { type: 'identify', userId: 'u-1', traits: { logins: 12 } },
		});

		const { foreseen, state } = await read(id, 'rehearse');
		expect(state).toBe('ready');
		expect(foreseen).toMatchObject({ rows: 2, refused: 0, fresh: 2, people: { new: 1, changed: 1, unchanged: 0 } });
		expect(foreseen.examples).toMatchObject([
			{ who: 'u-2', line: 3, changes: [{ trait: 'plan', before: '"trial"', after: '"free"' }, {}, {}, {}] },
		]);
		await expect(person('u-1')).rejects.toThrow('nobody');
		expect(valuesOf(await person('u-2'))).toEqual({ plan: 'trial', city: 'Bern' });

		const { totals } = await read(id, 'start');
		expect(totals).toMatchObject({ rows: 2, refused: 0, fresh: 2, duplicates: 0 });
		expect((await person('u-1')).traits.plan).toMatchObject({ value: 'pro', source: 'import' });
		expect(valuesOf(await person('u-2'))).toEqual({
			plan: 'free',
			city: 'Bern',
			email: 'bob@example.com',
			firstName: 'Bob',
			logins: 3,
		});
		expect((await env.ARCHIVE.list({ prefix: 'imports/' })).objects).toEqual([]);
	});

	test('again, days later, changes nothing: what was said since stands', async () => {
		await importFile('people.csv', 'people', people);
		vi.useFakeTimers({ now: Date.now() + 3 * 86_400_000, toFake: ['Date'] });
		await send([{ type: 'identify', userId: 'u-1', traits: { plan: 'gold' } }], { key: secretKey });
		const before = [await person('u-1'), await person('u-2')];
		const id = await upload('copy.csv', 'people', people);
		expect((await read(id, 'rehearse')).foreseen).toMatchObject({
			people: { new: 0, changed: 0, unchanged: 2 },
			fresh: 0,
		});
		expect((await read(id, 'start')).totals).toMatchObject({ fresh: 0, duplicates: 2 });
		expect([await person('u-1'), await person('u-2')]).toEqual(before);
	});

	test('that changed in one row changes that person', async () => {
		await importFile('people.csv', 'people', people);
		vi.useFakeTimers({ now: Date.now() + 1000, toFake: ['Date'] });
		const id = await upload('people.csv', 'people', people.replace('free,3', 'pro,3'));
		expect((await read(id, 'rehearse')).foreseen).toMatchObject({ people: { new: 0, changed: 1, unchanged: 1 } });
		await read(id, 'start');
		expect((await person('u-2')).traits.plan).toMatchObject({ value: 'pro' });
	});

	test('that Excel begins with what stands between its cells is read behind that line', async () => {
		const { totals, refused } = await importFile(
			'people.csv',
			'people',
			`sep=;\r\nuser_id;city;broken\r\nu-1;Ulm;x\r\nu-2;Bonn\r\n`,
		);
		expect(totals).toMatchObject({ rows: 2 });
		expect(valuesOf(await person('u-1'))).toMatchObject({ city: 'Ulm' });
		expect(refused).toMatchObject([{ line: 4 }]);
	});

	test('with addresses only is known by them', async () => {
		await importFile('list.csv', 'people', 'E-Mail,plan\nAda@Example.com,pro\nada@example.com,gold\n');
		expect(valuesOf(await person('email:ada@example.com', 'anonymousId'))).toMatchObject({ plan: 'gold' });
	});

	test('with commas before decimals is read so, whatever stands between its cells', async () => {
		await importFile('people.tsv', 'people', 'userId\tspent\tvisits\nu-1\t1,5\t1200\n');
		expect(valuesOf(await person('u-1'))).toMatchObject({ spent: 1.5, visits: 1200 });
	});

	test('with addresses only is about whoever is known by them, as the dry run says, and makes nobody their owner', async () => {
		const list = 'email,plan\nada@example.com,pro\nbob@example.com,free\nsales@example.com,free\n';
		await importFile('before.csv', 'people', list.replaceAll('pro', 'none'));
		for (const [userId, name] of [
			['u-1', 'ada'],
			['u-3', 'sales'],
		]) {
			const traits = { email: `${name}@example.com`, email_verified: true };
			await send([{ type: 'identify', userId, traits }], { key: secretKey });
		}
		vi.useFakeTimers({ now: Date.now() + 1000, toFake: ['Date'] });
		const id = await upload('list.csv', 'people', list);
		expect((await read(id, 'rehearse')).foreseen).toMatchObject({ people: { new: 0, changed: 1, unchanged: 2 } });
		await read(id, 'start');
		expect(valuesOf(await person('u-1'))).toMatchObject({ plan: 'pro' });
		expect((await person('email:ada@example.com', 'anonymousId')).id).toBe((await person('u-1')).id);
		expect(valuesOf(await person('u-3'))).not.toHaveProperty('plan');
		const bob = { kind: 'email', value: 'bob@example.com' };
		expect((await ownersOf(env, [bob], true)).get(bob)).toBeNull();
	});

	test('as of a day that somebody names gives way to what was said since', async () => {
		await send([{ type: 'identify', userId: 'u-1', traits: { plan: 'gold' } }], { key: secretKey });
		const id = await upload('people.csv', 'people', people, { asOf: '2020-01-01T00:00:00Z' });
		expect((await read(id, 'start')).asOf).toBe('2020-01-01T00:00:00.000Z');
		expect(valuesOf(await person('u-1'))).toMatchObject({ plan: 'gold', firstName: 'Ada' });
	});
});

describe('a file of orders', () => {
	test('becomes events of its customers at their own times', async () => {
		const { totals } = await importFile('orders.csv', 'events', orders, orderCompleted);
		expect(totals).toMatchObject({ rows: 3, refused: 0, fresh: 3 });
		const items = await timeline('12431');
		expect(items.map(({ timestamp }) => timestamp)).toEqual(['2010-12-13T10:03:00.000Z', '2010-12-01T10:03:00.000Z']);
		expect(items[0]).toMatchObject({
			event: 'Order Completed',
			properties: {
				invoiceNo: '536389',
				stockCode: '35004C',
				description: 'BIRDS, SET OF 3',
				quantity: 6,
				unitPrice: 5.45,
			},
		});
	});

	test('older than the web, with lines that are alike, counts each of them, and once', async () => {
		const file =
			' customer_id  date number_of_cds  dollar_value\r\n 00001 19970101  1   11.77\r\n 00001 19970101  1   11.77\r\n 00002 19970112  5   77.00\r\n';
		for (const fresh of [3, 0]) {
			const { totals } = await importFile('CDNOW.txt', 'events', file, orderCompleted);
			expect(totals).toMatchObject({ rows: 3, refused: 0, fresh, duplicates: 3 - fresh });
			vi.useFakeTimers({ now: Date.now() + 5 * 86_400_000, toFake: ['Date'] });
		}
		expect((await timeline('00001')).map(({ properties }) => properties)).toEqual([
			{ numberOfCds: 1, dollarValue: 11.77 },
			{ numberOfCds: 1, dollarValue: 11.77 },
		]);
	});

	test('with a mapping that was mended counts nothing twice', async () => {
		await importFile('orders.csv', 'events', orders, orderCompleted);
		const asText = (mapping: Mapping): Mapping => ({
			...orderCompleted(mapping),
			columns: mapping.columns.map((column) => (column.column === 'Quantity' ? { ...column, type: 'text' } : column)),
		});
		expect((await importFile('orders.csv', 'events', orders, asText)).totals).toMatchObject({
			fresh: 0,
			duplicates: 3,
		});
	});

	test('starts no journey, however fresh it is', async () => {
		await addMessage('thanks');
		const steps = { send: { kind: 'message', messageId: 'thanks', next: 'end' }, end: { kind: 'exit' } } as const;
		await addJourney({
			id: 'j',
			name: 'J',
			version: 1,
			trigger: { kind: 'event', event: 'Order Completed' },
			entry: 'send',
			steps,
			reentry: 'always',
			exitWhen: null,
		});
		const rows = `customer_id,date\nu-9,${new Date().toISOString()}\n`;
		await importFile('orders.csv', 'events', rows, orderCompleted);
		expect(await timeline('u-9')).toHaveLength(1);
		expect((await person('u-9')).enrollments).toEqual([]);
	});
});

describe('a file that is not as it should be', () => {
	test('loses its broken lines only, each told with line and column', async () => {
		const file = [
			'user_id,signed_up,spent',
			'u-1,2020-01-31,10',
			'u-2,2020-02-31,10',
			'u-3,2020-02-01',
			'u-4,"2020-02-01"x,10',
			',2020-02-01,10',
			`${'u'.repeat(300)},2020-02-01,10`,
			'u-7,2020-02-01,10,more',
			'u-8,"2020-02-01,10',
			'u-9,2020-02-01,10',
		].join('\n');
		const typed = (mapping: Mapping): Mapping => ({
			...mapping,
			columns: mapping.columns.map((column) =>
				column.column === 'signed_up' ? { ...column, type: 'date', format: 'iso' } : column,
			),
		});
		const { totals, refused } = await importFile('people.csv', 'people', file, typed);
		expect(totals).toMatchObject({ rows: 9, refused: 7, fresh: 2 });
		expect(refused.map(({ line, column, code }) => [line, column, code])).toEqual([
			[3, 'signed_up', 'import-value'],
			[4, null, 'import-cells'],
			[5, null, 'import-line'],
			[6, 'user_id', 'import-identity'],
			[7, 'user_id', 'event-id'],
			[8, null, 'import-cells'],
			[9, null, 'import-line'],
		]);
		expect(refused[0]?.message).toBe('"2020-02-31" is no date that is written as "iso".');
		expect(valuesOf(await person('u-9'))).toMatchObject({ spent: 10 });
	});

	test('in windows-1252 or UTF-16 is read as what it is', async () => {
		const latin = new Uint8Array([...bytesOf('user_id;name\nu-1;Zo'), 0xeb]);
		await importFile('latin.csv', 'people', latin);
		expect(valuesOf(await person('u-1'))).toEqual({ name: 'Zoë' });
		const text = '\ufeffuser_id\tname\r\nu-2\tZoë 😀\r\n';
		const units = new Uint16Array(text.length).map((_, at) => text.charCodeAt(at));
		await importFile('wide.csv', 'people', new Uint8Array(units.buffer));
		expect(valuesOf(await person('u-2'))).toEqual({ name: 'Zoë 😀' });
	});

	test('in another encoding than was chosen says in which cell', async () => {
		const id = await upload(
			'latin.csv',
			'people',
			new Uint8Array([...bytesOf('user_id,name\nu-1,Zo'), 0xeb, ...bytesOf('\nu-2,Bob\n')]),
		);
		const { body } = await api('POST', `/${id}/preview`, {});
		const format = { ...body.format, encoding: 'utf-8' };
		await api('POST', `/${id}/start`, { format, mapping: body.mapping });
		expect((await whenRead(id)).totals).toMatchObject({ refused: 1, fresh: 1 });
		expect((await api('GET', `/${id}/refused`)).body.items).toMatchObject([
			{ line: 2, column: 'name', code: 'import-encoding' },
		]);
	});

	test('with 200 columns, keys with dots and dollars, and types that change is taken as it is', async () => {
		const names = Array.from({ length: 200 }, (_, at) => `c${at}`);
		await importFile('wide.csv', 'people', `user_id,${names}\nu-1,${names.map((_, at) => `v${at}`)}\n`);
		expect(Object.keys((await person('u-1')).traits)).toHaveLength(200);
		const lines = [
			'{"userId":"u-2","traits":{"a.b":1,"$set":{"x":1},"n":1}}',
			'{"userId":"u-2","traits":{"n":"one"},"late":[1]}',
		];
		await importFile('people.ndjson', 'people', lines.join('\n'));
		expect(valuesOf(await person('u-2'))).toEqual({ 'a.b': 1, $set: { x: 1 }, n: 'one', late: [1] });
	});

	test('with values of 1 MB, deep nesting, prototype keys and no JSON goes in without those lines', async () => {
		const lines = [
			'{"userId":"u-1","plan":"pro"}',
			`{"userId":"u-2","big":"${'x'.repeat(1_000_000)}"}`,
			`{"userId":"u-3","deep":${'['.repeat(40)}${']'.repeat(40)}}`,
			'{"userId":"u-4","__proto__":{"x":1}}',
			'{"userId":"u-5","plan":}',
			'["u-6"]',
			'{"userId":"u-7","plan":"pro"}',
		];
		const { totals, refused } = await importFile('people.ndjson', 'people', lines.join('\n'));
		expect(totals).toMatchObject({ rows: 7, refused: 5, fresh: 2 });
		expect(refused.map(({ line, code }) => [line, code])).toEqual([
			[2, 'event-size'],
			[3, 'event-depth'],
			[4, 'event-key'],
			[5, 'import-json'],
			[6, 'import-json'],
		]);
		expect(refused[3]?.message).toMatch(/^The line is no JSON: Unexpected token '}'/);
	});

	test('breaks the site’s plan like any other event', async () => {
		const plan = {
			events: [{ name: 'Order Completed', properties: { properties: { total: { enum: ['20', '7'] } } } }],

			violations: 'refuse',
			updatedAt: null,
		};
		const saved = await call(`${ORIGIN}/api/sites/shop/plan`, {
			method: 'PUT',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: JSON.stringify(plan),
		});
		expect(saved.status, await saved.clone().text()).toBe(200);
		const { refused } = await importFile('o.csv', 'events', 'customer_id,total\n1,20\n2,many\n3,7\n', orderCompleted);
		expect(refused).toMatchObject([{ line: 3, column: 'total', code: 'plan-violation' }]);
	});

	test('with a line of 9 MB goes in without that line', async () => {
		const file = `user_id,plan\nu-1,pro\nu-2,${'x'.repeat(9_000_000)}\nu-3,"pro"\n`;
		const { totals, refused } = await importFile('long.csv', 'people', file);
		expect(totals).toMatchObject({ rows: 3, refused: 1, fresh: 2 });
		expect(refused).toMatchObject([{ line: 3, code: 'import-line', message: 'The line is longer than 2 MB.' }]);
		expect(valuesOf(await person('u-3'))).toEqual({ plan: 'pro' });
	});
});

describe('a run', () => {
	const many = `user_id,n\n${Array.from({ length: 2_500 }, (_, at) => `u-${at},${at % 7}`).join('\n')}`;

	test('that dies after a step was taken, and before it was noted, takes nothing in twice', async () => {
		const rows = `customer_id,total\n${Array.from({ length: 1_500 }, (_, at) => `u-${at % 20},${at % 3}`).join('\n')}`;
		const id = await upload('orders.csv', 'events', rows);
		const { body } = await api('POST', `/${id}/preview`, {});
		const settings = { format: body.format, mapping: orderCompleted(body.mapping) };
		const { asOf } = (await api('GET', `/${id}`)).body;
		const job = {
			id,
			mode: 'run',
			kind: 'events',
			siteId: 'shop',
			region: 'weur',
			bytes: rows.length,
			columns: body.columns,
			...settings,
			asOf: Date.parse(asOf),
			begunAt: 1,
		} as const;
		const lost = await takeStep(env, job, fileBegin, () => new Map());
		expect(lost).toMatchObject({ fresh: lost.rows, atEnd: false });
		await api('POST', `/${id}/start`, settings);
		const { totals } = await whenRead(id);
		expect(totals).toMatchObject({ rows: 1_500, fresh: 1_500 - lost.rows, duplicates: lost.rows, refused: 0 });
		const counts = await Promise.all(Array.from({ length: 20 }, (_, at) => person(`u-${at}`)));
		expect(counts.map(({ events }) => events)).toEqual(Array(20).fill(75));
	});

	test('counts people once over all its steps', async () => {
		const id = await upload('people.csv', 'people', `${many}\n${many.slice(10)}`);
		expect((await read(id, 'rehearse')).foreseen).toMatchObject({
			rows: 5_000,
			people: { new: 2_500, changed: 0, unchanged: 0 },
		});
	});

	test('that is cancelled keeps what it took in, and can be begun again', async () => {
		const id = await upload('people.csv', 'people', many);
		const { body } = await api('POST', `/${id}/preview`, {});
		await api('POST', `/${id}/start`, body);
		expect((await api('POST', `/${id}/cancel`)).body.state).toBe('cancelled');
		expect((await api('POST', `/${id}/cancel`)).status).toBe(409);
		expect((await read(id, 'start')).state).toBe('done');
		expect((await api('POST', `/${id}/start`, body)).status).toBe(409);
	});

	test('whose job was lost on its way is told it by whoever looks', async () => {
		const id = await upload('people.csv', 'people', people);
		const { body } = await api('POST', `/${id}/preview`, {});
		await api('POST', `/${id}/start`, body);
		await runOf(env, id).forget();
		await api('GET', `/${id}`);
		expect((await whenRead(id)).state).toBe('done');
	});
});

describe('an upload', () => {
	test('takes its parts in any order and again, and is whole with the last one', async () => {
		const file = bytesOf(`user_id,note\nu-1,${'x'.repeat(partBytes)}\nu-2,y\n`);
		const { body } = await api('POST', '', { name: 'p.csv', kind: 'people', siteId: 'shop', bytes: file.length });
		const [one, two] = [file.slice(0, partBytes), file.slice(partBytes)];
		expect((await api('PUT', `/${body.id}/parts/2`, two)).body).toMatchObject({ state: 'uploading', parts: [2] });
		expect((await api('PUT', `/${body.id}/parts/2`, two)).body.parts).toEqual([2]);
		expect((await api('PUT', `/${body.id}/parts/1`, two)).body.error.code).toBe('part-size');
		expect((await api('PUT', `/${body.id}/parts/3`, two)).body.error.code).toBe('part-unknown');
		expect((await api('POST', `/${body.id}/preview`, {})).body.error.code).toBe('import-state');
		expect((await api('PUT', `/${body.id}/parts/1`, one)).body).toMatchObject({ state: 'ready', parts: [1, 2] });
		const { totals } = await read(body.id, 'start');
		expect(totals).toMatchObject({ rows: 2, refused: 1, fresh: 1 });
		expect(valuesOf(await person('u-2'))).toEqual({ note: 'y' });
	});

	test('can be deleted with all that is kept of it', async () => {
		const id = await upload('people.csv', 'people', people);
		expect((await api('DELETE', `/${id}`)).status).toBe(204);
		expect((await api('GET', `/${id}`)).status).toBe(404);
		expect((await env.ARCHIVE.list({ prefix: 'imports/' })).objects).toEqual([]);
	});
});

describe('whoever may not write', () => {
	test('neither sees imports nor makes any', async () => {
		const id = await upload('people.csv', 'people', people);
		const viewer = await sessionOf('viewer');
		const calls = [
			['GET', ''],
			['GET', `/${id}`],
			['GET', `/${id}/refused`],
			['POST', `/${id}/preview`],
			['POST', `/${id}/start`],
			['DELETE', `/${id}`],
		];
		for (const [method = '', path = ''] of calls) {
			expect((await api(method, path, method === 'POST' ? {} : undefined, viewer)).status, `${method} ${path}`).toBe(
				403,
			);
		}
		expect((await api('GET', '', undefined, 'nobody')).status).toBe(401);
	});
});

describe('a mapping', () => {
	test.each<[string, (mapping: Mapping) => Mapping]>([
		[
			'mapping.columns',
			(mapping) => ({ ...mapping, columns: mapping.columns.filter(({ to }) => !/Id|email/.test(to)) }),
		],
		['mapping.timeZone', (mapping) => ({ ...mapping, timeZone: 'Mars/Olympus' })],
		[
			'mapping.columns.0.to',
			(mapping) => ({
				...mapping,
				columns: [{ column: 'user_id', to: 'profileId', type: 'text' }, ...mapping.columns],
			}),
		],
	])('by which no row could go in is refused at %s', async (path, change) => {
		const id = await upload('people.csv', 'people', people);
		const { body } = await api('POST', `/${id}/preview`, {});
		const answer = await api('POST', `/${id}/start`, { format: body.format, mapping: change(body.mapping) });
		expect(answer).toMatchObject({ status: 422, body: { error: { code: 'import-mapping', path } } });
	});

	test('of events needs to say what happened', async () => {
		const id = await upload('orders.csv', 'events', orders);
		const { body } = await api('POST', `/${id}/preview`, {});
		expect((await api('POST', `/${id}/start`, body)).body.error).toMatchObject({ path: 'mapping.event' });
	});
});
