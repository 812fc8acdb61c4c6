import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readable } from './readable.ts';

const event = JSON.stringify({ event: 'Signed Up', discount: '50%' });
const bytes = (text: string) => Buffer.from(text);
const base64 = bytes(event).toString('base64');

test.each<[string, string, Uint8Array]>([
	['JSON', '', bytes(event)],
	['gzip', 'compression=gzip', gzipSync(event)],
	['a form', '', bytes(`data=${encodeURIComponent(event)}&ip=1`)],
	['base64 in a form', '', bytes(`data=${encodeURIComponent(base64)}`)],
	['base64 in JSON', '', bytes(JSON.stringify({ payload: base64 }))],
	['a query', `e=${encodeURIComponent(event)}`, bytes('')],
])('an event is found in %s, once', (_, query, body) => {
	expect(readable(query, body).split(event)).toHaveLength(2);
});
