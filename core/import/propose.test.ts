import { expect, test } from 'vitest';
import { propose } from './propose.ts';
import type { ImportKind } from './types.ts';

function proposed(kind: ImportKind, header: string, ...rows: string[]) {
	const names = header.split(',');
	const samples = (name: string) => rows.map((row) => row.split(',')[names.indexOf(name)]);
	return propose(kind, names, samples).map(({ column: _, ...rest }) => rest);
}

test('a shop’s order lines are events of its customers, at the time of the invoice', () => {
	const rows = [
		'536389,22196,SPOONS,24,12/1/2010 10:03,0.85,12431',
		'536390,22941,LIGHTS,2,12/14/2010 10:19,8.5,17511',
	];
	expect(
		proposed('events', 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID', ...rows),
	).toEqual([
		{ to: 'properties.invoiceNo', type: 'text' },
		{ to: 'properties.stockCode', type: 'text' },
		{ to: 'properties.description', type: 'text' },
		{ to: 'properties.quantity', type: 'number' },
		{ to: 'timestamp', type: 'date', format: 'mdy' },
		{ to: 'properties.unitPrice', type: 'number' },
		{ to: 'userId', type: 'text' },
	]);
});

test('a list of people is traits by their usual names, and ids keep their zeros', () => {
	const rows = ['007,ada@example.com,Ada,yes,2020-01-31,00123', '008,bob@example.com,Bob,no,2021-12-01,04711'];
	expect(proposed('people', 'user_id,E-Mail,First name,newsletter,Birthday,zip', ...rows)).toEqual([
		{ to: 'userId', type: 'text' },
		{ to: 'email', type: 'text' },
		{ to: 'traits.firstName', type: 'text' },
		{ to: 'traits.newsletter', type: 'boolean' },
		{ to: 'traits.birthday', type: 'date', format: 'iso' },
		{ to: 'traits.zip', type: 'text' },
	]);
});

test('Excel’s dates, days without signs and seconds are dates where the column’s name says so', () => {
	const [row] = [proposed('people', 'signup_date,day_date,created_at,number', '40513.4,19970101,1291197780,40513')];
	expect(row.map(({ type, format }) => format ?? type)).toEqual(['excel', 'ymd', 'unix', 'number']);
});

test('a date that could be read both ways says so', () => {
	expect(proposed('events', 'date', '1/2/2010', '3/4/2011')[0]).toMatchObject({ format: 'mdy', doubtful: true });
	expect(proposed('events', 'date', '1/2/2010', '13/4/2011')[0]).not.toHaveProperty('doubtful');
});

test('each id is proposed once', () => {
	expect(proposed('people', 'id,customer id,uid', '1,2,3').map(({ to }) => to)).toEqual([
		'userId',
		'traits.customerId',
		'traits.uid',
	]);
});

test('columns about a company are its traits where another one says which company', () => {
	const rows = ['7,ada@example.com,acme,Acme,12', '8,bob@example.com,globex,Globex,40'];
	expect(proposed('people', 'user_id,email,company_id,company_name,account.employees', ...rows)).toEqual([
		{ to: 'userId', type: 'text' },
		{ to: 'email', type: 'text' },
		{ to: 'groupId', type: 'text' },
		{ to: 'account.name', type: 'text' },
		{ to: 'account.employees', type: 'number' },
	]);
	expect(proposed('people', 'user_id,company_name', '7,Acme').map(({ to }) => to)).toEqual([
		'userId',
		'traits.companyName',
	]);
});

test('every column of a file of companies is a fact of them, but the one with their id', () => {
	expect(proposed('accounts', 'id,name,Company ID,annual revenue,timestamp', '1,Acme,acme,12.5,2026-01-02')).toEqual([
		{ to: 'account.id', type: 'text' },
		{ to: 'account.name', type: 'text' },
		{ to: 'groupId', type: 'text' },
		{ to: 'account.annualRevenue', type: 'number' },
		{ to: 'timestamp', type: 'date', format: 'iso' },
	]);
	expect(proposed('accounts', 'domain,email', 'acme.example,hi@acme.example').map(({ to }) => to)).toEqual([
		'groupId',
		'account.email',
	]);
});
