import { createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

interface Received {
	readonly mail: ParsedMail;
	readonly raw: string;
	readonly from: string;
	readonly to: readonly string[];
}

let runtime: Miniflare;
const received: Received[] = [];
const closing: (() => void)[] = [];

beforeAll(async () => {
	runtime = new Miniflare(
		convertV4MiniflareOptions({
			cf: false,
			log: new Log(LogLevel.ERROR),
			modules: true,
			script: await bundle('smtp-fixture.ts'),
			compatibilityDate: '2026-10-01',
		}),
	);
	await runtime.ready;
}, 60_000);

afterAll(() => runtime.dispose());

afterEach(() => {
	received.length = 0;
	for (const close of closing.splice(0)) close();
});

async function bundle(file: string): Promise<string> {
	const built = await build({
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			lib: { entry: path.join(import.meta.dirname, file), formats: ['es'] },
			rolldownOptions: { external: ['cloudflare:sockets'] },
		},
	});
	const [output] = Array.isArray(built) ? built : [built];
	if (!output || !('output' in output)) throw new Error('nothing was built');
	return output.output[0].code;
}

/** A real SMTP server that keeps what it gets; returns its port. */
async function startServer(options: SMTPServerOptions = {}): Promise<number> {
	const server = new SMTPServer({
		authOptional: true,
		hideSTARTTLS: true,
		closeTimeout: 100,
		onAuth: ({ username, password }, _session, done) => {
			if (username === 'shop' && password === 'sécret') done(null, { user: username });
			else done(new Error('wrong password'));
		},
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', async () => {
				const raw = Buffer.concat(chunks);
				const { mailFrom, rcptTo } = session.envelope;
				const from = mailFrom ? mailFrom.address : '';
				received.push({ mail: await simpleParser(raw), raw: raw.toString(), from, to: rcptTo.map((to) => to.address) });
				done();
			});
		},
		...options,
	});
	server.on('error', () => undefined);
	closing.push(() => server.close(() => undefined));
	return listening(server.listen(0, '127.0.0.1'));
}

/** A server that says these lines, one for each that it hears (the first at once). A null line hangs up. */
async function startScript(lines: readonly (string | null)[]): Promise<number> {
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		const left = [...lines];
		sockets.add(socket);
		const say = () => {
			const line = left.shift();
			if (line === null) socket.destroy();
			else if (line !== undefined) socket.write(`${line}\r\n`);
		};
		socket.on('error', () => undefined);
		socket.on('data', (data) => {
			if (/\r\n$/.test(data.toString())) say();
		});
		say();
	});
	closing.push(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	return listening(server.listen(0, '127.0.0.1'));
}

function listening(server: Pick<Server, 'address' | 'once' | 'listening'>): Promise<number> {
	return new Promise((resolve) => {
		const answer = () => {
			const address = server.address();
			resolve(typeof address === 'object' && address ? address.port : 0);
		};
		if (server.listening) answer();
		else server.once('listening', answer);
	});
}

const email = {
	from: 'The Shop <shop@shop.example>',
	to: 'ada@example.com',
	subject: 'Your cart',
	html: '<p>Hello</p>',
	text: 'Hello',
	headers: { 'X-Edgewise-Delivery': 'd1' },
	profileId: 'p',
	messageId: 'm',
};

async function send(port: number, changes: object = {}, settings: object = {}, timeoutMs = 5_000) {
	const response = await runtime.dispatchFetch('http://localhost/', {
		method: 'POST',
		body: JSON.stringify({
			settings: {
				kind: 'smtp',
				...{ host: '127.0.0.1', port, secure: false, username: '', password: '', from: '' },
				...settings,
			},
			email: { ...email, ...changes },
			key: 'enrollment:step',
			timeoutMs,
		}),
	});
	return response.json();
}

async function sendAndRead(changes: object = {}): Promise<Received> {
	expect(await send(await startServer(), changes)).toEqual({ sent: true });
	const [one] = received;
	if (!one || received.length !== 1) throw new Error(`${received.length} e-mails came`);
	return one;
}

describe('an e-mail', () => {
	it('arrives whole, with both parts and the delivery it belongs to', async () => {
		const { mail, from, to } = await sendAndRead();
		expect({ from, to }).toEqual({ from: 'shop@shop.example', to: ['ada@example.com'] });
		expect(mail.from?.value).toEqual([{ name: 'The Shop', address: 'shop@shop.example' }]);
		expect(mail.subject).toBe('Your cart');
		expect(mail.text?.trim()).toBe('Hello');
		expect(mail.html).toBe('<p>Hello</p>');
		expect(mail.headers.get('x-edgewise-delivery')).toBe('d1');
		expect(Math.abs((mail.date?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
	});

	it('has the same Message-ID each time the same delivery is tried', async () => {
		const port = await startServer();
		await send(port);
		await send(port);
		const [first, second] = received.map(({ mail }) => mail.messageId);
		expect(first).toMatch(/^<[0-9a-f]{40}@shop\.example>$/);
		expect(second).toBe(first);
	});

	it('keeps letters of every alphabet, however long the subject', async () => {
		const subject = 'Grüße aus Zürich – 日本語 🛒 '.repeat(12).trim();
		const { mail, raw } = await sendAndRead({
			subject,
			from: 'Bäckerei Ö <shop@shop.example>',
			text: '🛒'.repeat(5_000),
		});
		expect(mail.subject).toBe(subject);
		expect(mail.from?.value[0]?.name).toBe('Bäckerei Ö');
		expect(mail.text?.trim()).toBe('🛒'.repeat(5_000));
		expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
	});

	it('keeps lines that begin with a dot, or are nothing else, and very long ones', async () => {
		const text = `.\n..\n.leading\n\r\n.\r\nQUIT\r\n${'x'.repeat(100_000)}`;
		const { mail } = await sendAndRead({ text, html: '' });
		expect(mail.text?.replaceAll('\r\n', '\n').trim()).toBe(text.replaceAll('\r\n', '\n').trim());
	});

	it.each(['subject', 'from', 'to'])('lets no line break in its %s begin a header or a command', async (field) => {
		const evil = `${email[field as 'subject' | 'from' | 'to']}\r\nBcc: eve@evil.example\r\nRCPT TO:<eve@evil.example>\n\nbody`;
		const result = await send(await startServer(), { [field]: evil });
		for (const { mail, to } of received) {
			expect(to).toEqual(['ada@example.com']);
			expect(mail.bcc).toBeUndefined();
			expect(mail.html).toBe('<p>Hello</p>');
		}
		if (received.length === 0) expect(result).toMatchObject({ sent: false });
	});

	it('lets no line break in a header’s value begin another', async () => {
		const { mail } = await sendAndRead({
			headers: { 'X-Edgewise-Delivery': 'd\r\nBcc: eve@evil.example\r\n\r\nbody' },
		});
		expect(mail.bcc).toBeUndefined();
		expect(mail.html).toBe('<p>Hello</p>');
	});

	it('waits for a server that takes its time to greet', async () => {
		const port = await startServer({ onConnect: (_session, done) => setTimeout(done, 800) });
		expect(await send(port)).toEqual({ sent: true });
	});
});

describe('logging in', () => {
	const authOptional = false;

	it.each([['PLAIN'], ['LOGIN']])('works by AUTH %s', async (mechanism) => {
		const port = await startServer({ authOptional, authMethods: [mechanism], allowInsecureAuth: true });
		expect(await send(port, {}, { username: 'shop', password: 'sécret' })).toEqual({ sent: true });
	});

	it('with a wrong password may be mended before the next try', async () => {
		const port = await startServer({ authOptional, allowInsecureAuth: true });
		expect(await send(port, {}, { username: 'shop', password: 'no' })).toMatchObject({ trouble: 'temporary' });
	});
});

describe('what goes wrong', () => {
	it.each([
		[550, 'permanent'],
		[451, 'temporary'],
	])('is said by the server: %i is %s', async (responseCode, trouble) => {
		const refuse = Object.assign(new Error('no such user'), { responseCode });
		const port = await startServer({ onRcptTo: (_address, _session, done) => done(refuse) });
		expect(await send(port)).toMatchObject({ sent: false, trouble, message: expect.stringContaining('no such user') });
	});

	it.each([
		['no server', async () => 1, 'temporary'],
		['a server that never speaks', () => startScript([]), 'temporary'],
		['one that speaks HTTP', () => startScript(['HTTP/1.1 400 Bad Request']), 'temporary'],
		['one that turns everybody away', () => startScript(['554 go away']), 'temporary'],
		['one that hangs up within the dialogue', () => startScript(['220 hi', '250 me', '250 ok', null]), 'temporary'],
		['one that hangs before the e-mail', () => startScript(['220 hi', '250 me', '250 ok', '250 ok']), 'temporary'],
		[
			'one that refuses the e-mail',
			() => startScript(['220 hi', '250 me', '250 ok', '250 ok', '354 go', '554 spam']),
			'permanent',
		],
		[
			'one that hangs up after it',
			() => startScript(['220 hi', '250 me', '250 ok', '250 ok', '354 go', null]),
			'unknown',
		],
		['one that hangs after it', () => startScript(['220 hi', '250 me', '250 ok', '250 ok', '354 go']), 'unknown'],
	])('%s', async (_name, start, trouble) => {
		expect(await send(await start(), {}, {}, 700)).toMatchObject({ sent: false, trouble });
	});

	it('is an address that SMTP cannot carry, for good', async () => {
		expect(await send(await startServer(), { to: 'ädä@example.com' })).toMatchObject({ trouble: 'permanent' });
	});
});
