import type { Email } from '../email.ts';

const encoder = new TextEncoder();

/** An e-mail as it goes over the wire (RFC 5322, 2045–2047): ASCII, CRLF, no line over 998 characters. */
export async function mimeMessage(email: Email, key: string, now: Date): Promise<string> {
	const hash = await hexHash(key);
	const boundary = `=_ew_${hash.slice(0, 32)}`;
	const parts = [part('text/plain', email.text), part('text/html', email.html)].filter((each) => each !== null);
	const headers = {
		From: encodeFrom(email.from),
		To: email.to,
		Subject: encodeWords(email.subject),
		Date: now.toUTCString().replace('GMT', '+0000'),
		// The same for every try: mail servers and programs that meet it twice can tell.
		'Message-ID': `<${hash.slice(0, 40)}@${domainOf(email.from)}>`,
		...email.headers,
		'MIME-Version': '1.0',
		'Content-Type': `multipart/alternative;\r\n boundary="${boundary}"`,
	};
	const head = Object.entries(headers).map(([name, value]) => `${name}: ${headerValue(name, value)}`);
	const body = parts.map((each) => `--${boundary}\r\n${each}\r\n`).join('');
	return `${head.join('\r\n')}\r\n\r\n${body}--${boundary}--\r\n`;
}

/** The address in `Name <address>`, or the text itself. The domain in the form that servers know. */
export function bareAddress(text: string): string {
	const address = /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text;
	const at = address.lastIndexOf('@');
	return `${address.slice(0, at)}@${URL.parse(`http://${address.slice(at + 1)}`)?.hostname ?? address.slice(at + 1)}`;
}

export function domainOf(text: string): string {
	return bareAddress(text).split('@').at(-1) ?? '';
}

/** Base64 keeps lines short and bytes whole, whatever the text holds. */
function part(type: string, text: string): string | null {
	if (text === '') return null;
	const lines = base64(encoder.encode(text)).match(/.{1,76}/g) ?? [];
	return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines.join('\r\n')}`;
}

function encodeFrom(from: string): string {
	const name = /^(.*?)\s*<[^<>]*>\s*$/.exec(from)?.[1]?.replace(/^"|"$/g, '') ?? '';
	const address = bareAddress(from);
	if (name === '') return address;
	return `${/^[\x20-\x7e]*$/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : encodeWords(name)}\r\n <${address}>`;
}

/** RFC 2047: words of at most 75 characters, none of which cuts a character in two, each on its own line. */
function encodeWords(text: string): string {
	if (/^[\x20-\x7e]{0,60}$/.test(text) && !text.includes('=?')) return text;
	const words: string[] = [];
	let word = '';
	for (const character of text) {
		if (encoder.encode(word + character).length > 36) {
			words.push(word);
			word = '';
		}
		word += character;
	}
	return [...words, word].map((each) => `=?UTF-8?B?${base64(encoder.encode(each))}?=`).join('\r\n ');
}

const folded = new Set(['Subject', 'From', 'Content-Type']);

/** The last guard: whatever a value holds, it stays within its header. Only our own folding goes on in a new line. */
function headerValue(name: string, value: string): string {
	if (folded.has(name)) return value.replace(/\r\n(?! )|\r(?!\n)|(?<!\r)\n/g, ' ');
	return value.replace(/[^\x20-\x7e]/g, ' ');
}

function base64(bytes: Uint8Array): string {
	return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

async function hexHash(text: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', encoder.encode(text));
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
