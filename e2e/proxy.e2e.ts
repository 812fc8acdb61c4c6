import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

const product = inject('product');
const host = 'proxy-test.localhost';
const port = Number(new URL(product.url).port);
const page = `<html><head><title>x</title></head><body><h1>Welcome</h1>${'<p>Zürich 日本</p>'.repeat(500)}</body></html>`;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What the origin answers, by path. */
const answers: Record<string, Answer> = {
	'/plain': (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page),
	'/undeclared': (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page),
	'/untyped': (_, response) => response.writeHead(200).end(page),
	'/latin': (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(Buffer.from(page, 'latin1')),
	'/gzip': (_, response) => response.writeHead(200, zipped('text/html; charset=utf-8')).end(gzipSync(page)),
	'/gzip-text': (_, response) => response.writeHead(200, zipped('text/plain')).end(gzipSync(page)),
	'/cut': (_, response) => {
		response.writeHead(200, { 'content-type': 'text/html', 'content-length': '100000' });
		response.write(page.slice(0, 3_000), () => response.destroy());
	},
	'/slow': (_, response) => {
		response.writeHead(200, { 'content-type': 'text/html' });
		response.write('<html><head></head><body><h1>Welcome</h1><p>first</p>');
		letEnd.then(() => response.end('<p>last</p>'));
	},
	'/moved': (_, response) => response.writeHead(302, { location: `${originUrl}/plain?x` }).end(),
	'/echo': (asked, response) => {
		const chunks: Buffer[] = [];
		asked.on('data', (chunk: Buffer) => chunks.push(chunk));
		asked.on('end', () =>
			response.end(
				`${asked.method} ${asked.headers.host} ${asked.headers['x-forwarded-host']} ${Buffer.concat(chunks)}`,
			),
		);
	},
};

let origin: Server;
let originUrl = '';
let endSlow: () => void = () => undefined;
const letEnd = new Promise<void>((resolve) => {
	endSlow = resolve;
});

function zipped(type: string) {
	return { 'content-type': type, 'content-encoding': 'gzip' };
}

beforeAll(async () => {
	origin = createServer((asked, response) => {
		const answer = answers[asked.url?.split('?')[0] ?? ''];
		if (answer) answer(asked, response);
		else response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Nothing here</h1>');
	});
	origin.on('upgrade', (asked, socket) => {
		socket.on('error', () => undefined);
		socket.on('end', () => socket.destroy());
		const accept = createHash('sha1')
			.update(`${asked.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
			.digest('base64');
		socket.write(
			`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
		);
	});
	await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
	const address = origin.address();
	originUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
	await makeSite();
});

afterAll(() => {
	origin.closeAllConnections();
	origin.close();
});

/** A site in front of the origin with one experience on all of its pages, published. */
async function makeSite(): Promise<void> {
	const signIn = await fetch(`${product.url}/api/auth/sign-in/email`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: product.url },
		body: JSON.stringify({ email: product.email, password: product.password }),
	});
	const cookie = signIn.headers
		.getSetCookie()
		.map((each) => each.split(';')[0])
		.join('; ');
	const api = async (path: string, body: object) => {
		const headers = { 'content-type': 'application/json', origin: product.url, cookie };
		const response = await fetch(`${product.url}/api${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
		if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
	};
	await api('/sites', {
		id: 'proxy',
		name: 'Proxy',
		hostnames: [host],
		allowedOrigins: [],
		origin: originUrl,
		consentMode: 'implied',
	});
	const edits = [{ id: 'e', kind: 'text', selector: 'h1', value: 'Grüezi' }];
	const variants = [{ id: 'v', name: 'V', weight: 0, audience: null, edits }];
	await api('/sites/proxy/experiences', { name: 'Hero', kind: 'personalization', status: 'live', variants });
	await api('/sites/proxy/releases', {});
}

interface Got {
	readonly status: number;
	readonly headers: IncomingMessage['headers'];
	readonly body: Buffer;
	/** The connection broke before the body had ended. */
	readonly isCut: boolean;
}

function get(
	path: string,
	options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Got> {
	return new Promise((resolve, reject) => {
		const { method = 'GET', headers = {}, body } = options;
		const asked = request({ host: '127.0.0.1', port, path, method, headers: { host: `${host}:${port}`, ...headers } });
		asked.on('error', reject);
		asked.on('response', (response) => {
			const chunks: Buffer[] = [];
			const done = (isCut: boolean) =>
				resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks), isCut });
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () => done(!response.complete));
			response.on('error', () => done(true));
		});
		asked.end(body);
	});
}

describe('over real connections', () => {
	test.each(['/plain', '/undeclared'])('%s is personalised', async (path) => {
		const { body, headers } = await get(path);
		expect(body.toString()).toContain('<h1>Gr&#252;ezi</h1>');
		expect(body.toString().replace(/<script type="application\/json".*?<\/script>/, '')).toBe(
			page.replace('Welcome', 'Gr&#252;ezi'),
		);
		expect(headers['set-cookie']?.[0]).toMatch(/^ew_id=/);
	});

	test('a page that comes zipped is personalised', async () => {
		const { body, headers } = await get('/gzip', { headers: { 'accept-encoding': 'gzip' } });
		const text = (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
		expect(text).toContain('<h1>Gr&#252;ezi</h1>');
		expect(text).toContain('Zürich 日本');
	});

	test('gzip of anything else arrives as it was', async () => {
		const { body, headers } = await get('/gzip-text', { headers: { 'accept-encoding': 'gzip' } });
		expect(headers['content-encoding']).toBe('gzip');
		expect(body.equals(gzipSync(page))).toBe(true);
	});

	test('without a content type nothing is changed, and none is made up', async () => {
		const { body, headers } = await get('/untyped');
		expect(headers['content-type']).toBeUndefined();
		expect(body.toString()).toBe(page);
	});

	test('bytes of a charset that nobody declared survive', async () => {
		const { body } = await get('/latin');
		expect(body.includes(Buffer.from('Z\xfcrich', 'latin1'))).toBe(true);
		expect(body.toString('latin1')).toContain('<h1>Gr&#252;ezi</h1>');
	});

	test('an answer that is cut is cut, after all that came', async () => {
		const { body, isCut } = await get('/cut');
		expect(isCut).toBe(true);
		expect(body.toString()).toContain('Gr&#252;ezi');
	});

	test('a slow page begins at once', async () => {
		const asked = request({ host: '127.0.0.1', port, path: '/slow', headers: { host: `${host}:${port}` } });
		const response = await new Promise<IncomingMessage>((resolve) => asked.on('response', resolve).end());
		let text = '';
		for await (const chunk of response) {
			text += chunk;
			if (text.includes('first')) endSlow();
		}
		expect(text).toContain('Gr&#252;ezi</h1><p>first</p><p>last</p>');
	});

	test('a redirect within the origin stays on the site', async () => {
		const { status, headers } = await get('/moved');
		expect({ status, location: headers.location }).toEqual({ status: 302, location: `http://${host}:${port}/plain?x` });
	});

	test('a form reaches the origin with its body and the origin’s own host', async () => {
		const { body } = await get('/echo', { method: 'POST', body: 'a=1' });
		expect(body.toString()).toBe(`POST ${new URL(originUrl).host} ${host}:${port} a=1`);
	});

	test('an error page is the origin’s', async () => {
		const { status, body } = await get('/nothing');
		expect({ status, body: body.toString() }).toEqual({ status: 404, body: '<h1>Nothing here</h1>' });
	});

	test('a WebSocket is let through', async () => {
		const socket = connect(port, '127.0.0.1');
		socket.write(
			`GET /ws HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
		);
		const head = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
		socket.destroy();
		expect(head).toMatch(/^HTTP\/1\.1 101 /);
	});
});

describe('an origin that is down', () => {
	test('is said in words', async () => {
		await new Promise<void>((resolve) => {
			origin.closeAllConnections();
			origin.close(() => resolve());
		});
		const { status, body } = await get('/plain');
		expect(status).toBe(502);
		expect(body.toString()).toContain('cannot be reached');
	});
});
