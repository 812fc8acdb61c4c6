/** Whose rules what an element holds is read by. */
export const namespaces = { html: 0, svg: 1, math: 2 } as const;
export type Namespace = (typeof namespaces)[keyof typeof namespaces];

/** As many low bits of a name as tell whether an element of it may be open. */
const mask = 255;

/**
 * The elements that are open as a page streams by, each in the one before it. Like the tags, not like a browser's tree: an element whose
 * end tag is left out ends where one around it does. What a page's thousands of tags come by keeps its arrays and makes no objects.
 * @template Note what is remembered of some of them
 */
export class OpenElements<Note> {
	depth = 0;
	readonly #names: number[] = [];
	readonly #namespaces: Namespace[] = [];
	readonly #notes: (Note | null)[] = [];
	/** How many children each has had so far; first the document. The same by name, only where that is asked. */
	readonly #children: number[] = [0];
	readonly #ofTypes: (Map<number, number> | null)[] = [null];
	/** How many are open, by the low bits of their names: an end tag of none of them is not searched for, however deep it stands. */
	readonly #open = new Uint16Array(mask + 1);

	/** The namespace by whose rules the innermost element's content is read. */
	get namespace(): Namespace {
		return this.depth === 0 ? namespaces.html : (this.#namespaces[this.depth - 1] as Namespace);
	}

	/** How deep the innermost element is whose content is HTML; 0 when that is the document. */
	get htmlDepth(): number {
		return this.#namespaces.lastIndexOf(namespaces.html, this.depth - 1) + 1;
	}

	nameAt(depth: number): number {
		return this.#names[depth] ?? 0;
	}

	noteAt(depth: number): Note | null {
		return this.#notes[depth] ?? null;
	}

	/** One more child of the innermost element. Answers its place among its siblings, from 1. */
	count(): number {
		const place = (this.#children[this.depth] as number) + 1;
		this.#children[this.depth] = place;
		return place;
	}

	/** One more child of its type. Answers its place among those. */
	countOfType(name: number): number {
		const ofTypes = this.#ofTypes[this.depth] ?? new Map<number, number>();
		this.#ofTypes[this.depth] = ofTypes;
		const place = (ofTypes.get(name) ?? 0) + 1;
		ofTypes.set(name, place);
		return place;
	}

	open(name: number, namespace: Namespace, note: Note | null): void {
		const depth = this.depth++;
		this.#names[depth] = name;
		this.#namespaces[depth] = namespace;
		this.#notes[depth] = note;
		this.#children[depth + 1] = 0;
		if (depth + 1 < this.#ofTypes.length) this.#ofTypes[depth + 1] = null;
		this.#open[name & mask] = (this.#open[name & mask] as number) + 1;
	}

	/** The depth of the innermost element of this name; -1 when none is open. */
	find(name: number): number {
		const top = this.depth - 1;
		if (top >= 0 && this.#names[top] === name) return top;
		return top < 0 || this.#open[name & mask] === 0 ? -1 : this.#names.lastIndexOf(name, top);
	}

	/** Ends all elements from this depth on. */
	closeTo(depth: number): void {
		while (this.depth > depth) {
			this.depth--;
			const slot = (this.#names[this.depth] as number) & mask;
			this.#open[slot] = (this.#open[slot] as number) - 1;
		}
	}
}
