import { ProviderError } from '../email.ts';

/** The part of a Cloudflare socket that a session uses. */
export interface Wire {
	readonly readable: ReadableStream<Uint8Array>;
	readonly writable: WritableStream<Uint8Array>;
	startTls(): Wire;
}

interface Reply {
	readonly code: number;
	readonly text: string;
}

const longestReply = 64 * 1024;

/** The dialogue of RFC 5321 from greeting to QUIT, for one e-mail. */
export class SmtpSession {
	readonly #encoder = new TextEncoder();
	readonly #decoder = new TextDecoder();
	#wire: Wire;
	#reader: ReadableStreamDefaultReader<Uint8Array>;
	#writer: WritableStreamDefaultWriter<Uint8Array>;
	#received = '';
	#capabilities: readonly string[] = [];
	#isHandedOver = false;

	constructor(wire: Wire) {
		this.#wire = wire;
		this.#reader = wire.readable.getReader();
		this.#writer = wire.writable.getWriter();
	}

	/** Whether the whole e-mail is with the server but no answer is: from then on nobody knows whether it goes out. */
	get isHandedOver(): boolean {
		return this.#isHandedOver;
	}

	offers(capability: string): boolean {
		return this.#capabilities.some((line) => line.toUpperCase().split(/[ =]/)[0] === capability);
	}

	async greet(domain: string): Promise<void> {
		this.#expect(await this.#reply(), 220);
		await this.hello(domain);
	}

	async hello(domain: string): Promise<void> {
		const { text } = await this.#command(`EHLO ${domain}`, 250);
		this.#capabilities = text.split('\n').slice(1);
	}

	async startTls(): Promise<void> {
		await this.#command('STARTTLS', 220);
		// What came in the clear after the answer could be anybody's (CVE-2011-0411).
		this.#received = '';
		this.#reader.releaseLock();
		this.#writer.releaseLock();
		this.#wire = this.#wire.startTls();
		this.#reader = this.#wire.readable.getReader();
		this.#writer = this.#wire.writable.getWriter();
	}

	async logIn(username: string, password: string): Promise<void> {
		const mechanisms = this.#capabilities.find((line) => /^AUTH[ =]/i.test(line))?.toUpperCase() ?? '';
		if (!mechanisms.includes('LOGIN') || mechanisms.includes('PLAIN')) {
			await this.#command(`AUTH PLAIN ${this.#base64(`\0${username}\0${password}`)}`, 235);
			return;
		}
		await this.#command('AUTH LOGIN', 334);
		await this.#command(this.#base64(username), 334);
		await this.#command(this.#base64(password), 235);
	}

	/** Resolves when the server has taken the e-mail. What it says no to for good is a permanent error. */
	async send(from: string, to: string, message: string): Promise<void> {
		await this.#command(`MAIL FROM:<${from}>`, 250, true);
		await this.#command(`RCPT TO:<${to}>`, 250, true);
		await this.#command('DATA', 354, true);
		this.#isHandedOver = true;
		await this.#write(`${message.replace(/^\./gm, '..')}.\r\n`);
		const reply = await this.#reply();
		this.#isHandedOver = false;
		this.#expect(reply, 250, true);
	}

	/** Says goodbye without waiting for the answer. */
	async quit(): Promise<void> {
		await this.#write('QUIT\r\n');
	}

	async #command(line: string, expected: number, isAboutMail = false): Promise<Reply> {
		if (/[\r\n\0]/.test(line)) throw new ProviderError('permanent', 'An address or name holds a line break.');
		await this.#write(`${line}\r\n`);
		return this.#expect(await this.#reply(), expected, isAboutMail);
	}

	/** Before there is mail, a refusal is about the server or our settings, and may be mended before the next try. */
	#expect(reply: Reply, expected: number, isAboutMail = false): Reply {
		if (reply.code === expected || (expected === 250 && reply.code === 251)) return reply;
		const trouble = isAboutMail && reply.code >= 500 ? 'permanent' : 'temporary';
		throw new ProviderError(trouble, `The mail server answered ${reply.code} ${reply.text}`.slice(0, 400));
	}

	async #reply(): Promise<Reply> {
		const lines: string[] = [];
		for (;;) {
			const line = await this.#line();
			const match = /^(\d{3})([ -]?)(.*)$/.exec(line);
			if (!match) throw new ProviderError('temporary', 'The server does not speak SMTP.');
			lines.push(match[3] ?? '');
			if (match[2] !== '-') return { code: Number(match[1]), text: lines.join('\n') };
		}
	}

	async #line(): Promise<string> {
		for (;;) {
			const end = this.#received.indexOf('\n');
			if (end !== -1) {
				const line = this.#received.slice(0, end).replace(/\r$/, '');
				this.#received = this.#received.slice(end + 1);
				return line;
			}
			const { done, value } = await this.#reader.read();
			if (done) throw new ProviderError('temporary', 'The mail server hung up.');
			this.#received += this.#decoder.decode(value, { stream: true });
			if (this.#received.length > longestReply)
				throw new ProviderError('temporary', 'The mail server does not stop talking.');
		}
	}

	async #write(text: string): Promise<void> {
		await this.#writer.write(this.#encoder.encode(text));
	}

	#base64(text: string): string {
		return btoa(Array.from(this.#encoder.encode(text), (byte) => String.fromCharCode(byte)).join(''));
	}
}
