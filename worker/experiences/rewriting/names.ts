/**
 * Names of elements and attributes as small integers, so that a page of thousands of tags is read without making a string
 * of each. Lower and upper case are the same. Names of five characters have numbers of their own, longer ones a hash of
 * 30 bits; those of HTML, SVG and MathML do not collide (a test holds that).
 */

/** What each byte adds to a name; 0 ends it. */
export const nameByte = bytesOfNames([9, 10, 12, 13, 32, 47, 62]);
/** The same for attributes, whose names an equals sign ends, too. */
export const attributeByte = bytesOfNames([9, 10, 12, 13, 32, 47, 61, 62]);

/** One more byte of a name. */
export function nameStep(name: number, value: number): number {
	return (Math.imul(name, 53) + value) & 0x3fffffff;
}

/** The number of a name. */
export function nameOf(text: string): number {
	let name = 0;
	for (const byte of new TextEncoder().encode(text)) name = nameStep(name, attributeByte[byte] ?? 0);
	return name;
}

export function namesOf(list: string): ReadonlySet<number> {
	return new Set(list.trim().split(/\s+/).map(nameOf));
}

/** Things by name. Nearly all names have none, which is told without a look-up. */
export class ByName<Thing> {
	readonly #things = new Map<number, Thing>();
	/** By the low bits of a name: whether there may be one. */
	readonly #may = new Uint8Array(256);

	set(name: number, thing: Thing): void {
		this.#things.set(name, thing);
		this.#may[name & 255] = 1;
	}

	get(name: number): Thing | undefined {
		return this.#may[name & 255] === 0 ? undefined : this.#things.get(name);
	}
}

function bytesOfNames(ends: readonly number[]): Uint8Array {
	const letters = 'abcdefghijklmnopqrstuvwxyz0123456789-_:.';
	const values = new Uint8Array(256).fill(letters.length + 1);
	for (const [i, letter] of [...letters].entries()) {
		values[letter.charCodeAt(0)] = i + 1;
		values[letter.toUpperCase().charCodeAt(0)] = i + 1;
	}
	for (const end of ends) values[end] = 0;
	return values;
}
