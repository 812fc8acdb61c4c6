/**
 * SHA-256 (FIPS 180-4), because the platform's is asynchronous and a shard decides ids within one transaction.
 * For ids of our own making, where a sender who chooses part of the input must not reach another's id.
 */

const primes = firstPrimes(64);
const roundConstants = Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const initialState = Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

/** The SHA-256 of a text's UTF-8, as 64 hexadecimal digits. */
export function digest(text: string): string {
	const blocks = padded(new TextEncoder().encode(text));
	const state = initialState.slice();
	const schedule = new Uint32Array(64);
	for (let offset = 0; offset < blocks.byteLength; offset += 64) {
		fillSchedule(schedule, blocks, offset);
		compress(state, schedule);
	}
	return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

function padded(bytes: Uint8Array): DataView {
	const block = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
	block.set(bytes);
	block[bytes.length] = 0x80;
	const view = new DataView(block.buffer);
	view.setBigUint64(block.length - 8, BigInt(bytes.length) * 8n);
	return view;
}

function fillSchedule(w: Uint32Array, blocks: DataView, offset: number): void {
	for (let i = 0; i < 16; i++) w[i] = blocks.getUint32(offset + i * 4);
	for (let i = 16; i < 64; i++) {
		const x = word(w, i - 15);
		const y = word(w, i - 2);
		const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
		const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
		w[i] = word(w, i - 16) + s0 + word(w, i - 7) + s1;
	}
}

/** The letters are the standard's. */
function compress(state: Uint32Array, w: Uint32Array): void {
	let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
	for (let i = 0; i < 64; i++) {
		const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
		const t1 = (h + s1 + ((e & f) ^ (~e & g)) + word(roundConstants, i) + word(w, i)) | 0;
		const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
		const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
		[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
	}
	for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = word(state, i) + value;
}

function rotate(x: number, bits: number): number {
	return (x >>> bits) | (x << (32 - bits));
}

function word(words: Uint32Array, index: number): number {
	return words[index] ?? 0;
}

/** The first 32 bits of a number's fraction. */
function fraction(value: number): number {
	return Math.floor((value % 1) * 2 ** 32);
}

function firstPrimes(count: number): number[] {
	const found: number[] = [];
	for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
	return found;
}
