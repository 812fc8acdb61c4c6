/** Words of a stretch of the page: some of them, and of how many. */
export interface Wording {
	/** All when there are few, else the first and the rarest, in their order; separated by spaces. */
	readonly words: string;
	/** How many there are in all. */
	readonly of: number;
}

/**
 * What is kept of an element to know it again: at most 2 KB of JSON. Names that a build minted are left out, since they
 * say nothing of the next one.
 */
export interface Signals {
	readonly version: 1;
	readonly tag: string;
	/** The id and the classes, if they look written by a person. */
	readonly id?: string;
	readonly classes?: readonly string[];
	/** Attributes that say what it is: `href` and `src` as a path. */
	readonly attributes?: Readonly<Record<string, string>>;
	/** Its own words, with those of all elements in it. */
	readonly text: Wording;
	/** The words that come before and after it in the document, the nearest ones. */
	readonly before?: string;
	readonly after?: string;
	/** The other words in its nearest ancestors that have some: of its card, of its list, of its section. */
	readonly around?: readonly Wording[];
	/** The heading that it is under. */
	readonly heading?: string;
	/** Types and names of its ancestors, nearest first: `div.card`, `main#shop`. */
	readonly ancestors?: readonly string[];
	/** Types of its child elements, in order. */
	readonly children?: string;
	/** Its place among the siblings of its type, from 0, and how many there are. */
	readonly place?: number;
	readonly alike?: number;
	/** How those begin that were likest to it: whoever begins so is one of them. */
	readonly others?: readonly string[];
	/**
	 * How like it the likest other element was, in bits as `find` counts them, and the likest of those that say the same: what is
	 * no liker than that may be the other one.
	 */
	readonly rival?: number;
	readonly echo?: number;
}

/** How much is kept of each. `schema.ts` takes no more, and `describe` makes no more. */
export const limits = {
	name: 60,
	classes: 8,
	attributes: 8,
	value: 120,
	words: 400,
	ownWords: 16,
	near: 8,
	around: 3,
	aroundWords: 10,
	ancestors: 8,
	ancestor: 60,
	children: 80,
	others: 8,
	other: 80,
	json: 2_048,
} as const;

/** Bytes of the JSON in UTF-8. */
export function sizeOf(signals: Signals): number {
	let bytes = 0;
	for (const character of JSON.stringify(signals)) bytes += utf8Length(character.codePointAt(0) ?? 0);
	return bytes;
}

function utf8Length(code: number): number {
	if (code < 0x80) return 1;
	if (code < 0x800) return 2;
	return code < 0x10000 ? 3 : 4;
}
