import { connect } from 'cloudflare:sockets';
import { type Email, ProviderError, type SendEmail } from '../email.ts';
import type { EmailProvider } from '../email-provider.ts';
import { bareAddress, domainOf, mimeMessage } from './mime.ts';
import { SmtpSession } from './smtp-session.ts';

type Settings = Extract<EmailProvider, { kind: 'smtp' }>;

/** Shorter than a claim's lease, so that nobody else takes the delivery while this one is at it. */
const deadlineMs = 15_000;

/**
 * Sends through an SMTP server (RFC 5321) over a TCP socket: TLS from the first byte when `secure`, else as soon as
 * the server offers STARTTLS. A password never goes over the open internet in the clear. SMTP knows no idempotency
 * key: an e-mail whose answer was lost is an `unknown` error. Cloudflare lets nobody use port 25; take 465 or 587.
 */
export function smtpSender(settings: Settings, timeoutMs = deadlineMs): SendEmail {
	return async function sendBySmtp(email, key) {
		const { host, port, secure } = settings;
		const socket = connect(
			{ hostname: host, port },
			{ secureTransport: secure ? 'on' : 'starttls', allowHalfOpen: false },
		);
		const session = new SmtpSession(socket);
		try {
			await within(timeoutMs, talk(session, settings, email, key));
		} catch (error) {
			throw troubleOf(error, session.isHandedOver);
		} finally {
			socket.close().catch(() => undefined);
		}
	};
}

async function talk(session: SmtpSession, settings: Settings, email: Email, key: string): Promise<void> {
	const from = settings.from || email.from;
	const message = await mimeMessage({ ...email, from }, key, new Date());
	const domain = domainOf(from);
	await session.greet(domain);
	const isEncrypted = settings.secure || (await encrypt(session, domain));
	if (settings.username !== '') {
		if (!isEncrypted && !isNearby(settings.host)) {
			throw new ProviderError('temporary', 'The mail server offers no TLS, so the password is not sent.');
		}
		await session.logIn(settings.username, settings.password);
	}
	await session.send(bareAddress(from), recipient(email.to), message);
	await session.quit().catch(() => undefined);
}

async function encrypt(session: SmtpSession, domain: string): Promise<boolean> {
	if (!session.offers('STARTTLS')) return false;
	await session.startTls();
	await session.hello(domain);
	return true;
}

/** Addresses beyond ASCII need SMTPUTF8 (RFC 6531), which few servers on the way know. */
function recipient(to: string): string {
	const address = bareAddress(to);
	if (/^[\x21-\x7e]+$/.test(address)) return address;
	throw new ProviderError('permanent', 'The address has letters beyond ASCII before its @.');
}

/** This machine, its private network, or a name that only that network knows. */
function isNearby(host: string): boolean {
	return (
		/^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[?::1\]?$|\[?f[cd])/i.test(host) ||
		!/[.:]/.test(host)
	);
}

function troubleOf(error: unknown, isHandedOver: boolean): ProviderError {
	if (isHandedOver)
		return new ProviderError('unknown', 'The connection ended before the mail server had answered.', { cause: error });
	if (error instanceof ProviderError) return error;
	const says = error instanceof Error ? error.message : String(error);
	return new ProviderError('temporary', `The mail server could not be reached: ${says}`.slice(0, 400), {
		cause: error,
	});
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
	const over = new AbortController();
	const late = scheduler.wait(timeoutMs, { signal: over.signal }).then(() => {
		throw new ProviderError('temporary', 'The mail server took too long.');
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		over.abort();
		// Whichever lost the race has nothing to say any more.
		Promise.allSettled([work, late]);
	}
}
