import { scrypt, timingSafeEqual } from 'node:crypto';
import { fromBase64Url, toBase64Url } from '../base64url.ts';

/**
 * OWASP's scrypt parameters of 16 MB (N=2^14, r=8, p=5): the stronger ones need 128 MB, which is all that an isolate has.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
const COST = { N: 2 ** 14, r: 8, p: 5 };
const KEY_BYTES = 32;

/** `scrypt$N$r$p$salt$key`, salt and key in base64url. The parameters are kept, so that they can be raised later. */
export async function hashPassword(password: string): Promise<string> {
	const salt = crypto.getRandomValues(new Uint8Array(16));
	const key = await derive(password, salt, COST, KEY_BYTES);
	return ['scrypt', COST.N, COST.r, COST.p, toBase64Url(salt), toBase64Url(key)].join('$');
}

/** Whether the password made this hash. False, not an error, for a hash of another form. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
	const [scheme, n, r, p, salt, key] = hash.split('$');
	if (scheme !== 'scrypt' || !salt || !key) return false;
	const expected = fromBase64Url(key);
	const cost = { N: Number(n), r: Number(r), p: Number(p) };
	const actual = await derive(password, fromBase64Url(salt), cost, expected.length);
	return timingSafeEqual(actual, expected);
}

function derive(password: string, salt: Uint8Array, cost: typeof COST, bytes: number): Promise<Uint8Array> {
	return new Promise((resolve, reject) => {
		// The same password typed on another keyboard may come in another normal form (RFC 8265).
		scrypt(password.normalize('NFKC'), salt, bytes, { ...cost, maxmem: 64 * 1024 * 1024 }, (error, key) =>
			error ? reject(error) : resolve(key),
		);
	});
}
