import { describe, expect, test } from 'vitest';
import { detectFormat } from './detect-format.ts';

describe('the form of a file', () => {
	const csv = (text: string) => detectFormat('file.csv', 'utf-8', text);

	test('is found from its first lines', () => {
		expect(csv('id;name\n1;"a, b; c"\n')).toMatchObject({ type: 'csv', delimiter: ';', quote: '"', header: true });
		expect(csv('id\tname\n1\tAda, Countess\n')).toMatchObject({ delimiter: '\t', header: true });
		expect(csv("id,name\n1,'Ada'\n")).toMatchObject({ delimiter: ',', quote: "'" });
		expect(csv('1,ada@example.com\n2,bob@example.com')).toMatchObject({ header: false });
		expect(csv(' customer_id  date\n 00001 19970101 \n 00002 19970112\n')).toMatchObject({
			delimiter: 'spaces',
			header: true,
		});
		expect(csv('email\nada@example.com\n')).toMatchObject({ delimiter: ',', header: true });
	});

	test('has names of columns where one is there twice or is missing, as tables with numbered rows have it', () => {
		expect(csv('userId,name,name\nu,Ada,Lovelace\n')).toMatchObject({ header: true });
		expect(csv(',city,city\n0,Ulm,Bonn\n')).toMatchObject({ header: false });
		expect(csv('name,name,amount,\nAda,Lovelace,12,\n')).toMatchObject({ header: true });
		expect(csv('Ada,Ulm,Ulm\nBob,Bonn,Ulm\n')).toMatchObject({ header: false });
	});

	test('is what its first line says, where Excel has written that there', () => {
		expect(csv('sep=;\r\nid;name\r\n1;Ada\r\n')).toMatchObject({ delimiter: ';', header: true });
		expect(csv('"sep=|"\n1|a,b\n2|c,d')).toMatchObject({ delimiter: '|', header: false });
		expect(csv('sep=x\n1,2\n')).toMatchObject({ delimiter: ',' });
	});

	test('is lines of JSON by its name or its first sign', () => {
		expect(detectFormat('people.jsonl', 'utf-8', '')).toMatchObject({ type: 'ndjson' });
		expect(csv('{"userId":"u"}\n')).toMatchObject({ type: 'ndjson', header: false });
	});
});
