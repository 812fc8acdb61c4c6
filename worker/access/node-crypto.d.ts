/** The one function of Node's crypto that we call in the Worker (nodejs_compat): Node's own types would clash with the Workers' types. */
declare module 'node:crypto' {
	export function scrypt(
		password: string,
		salt: Uint8Array,
		keyLength: number,
		options: { N: number; r: number; p: number; maxmem: number },
		callback: (error: Error | null, key: Uint8Array) => void,
	): void;
	export function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean;
}
