import type { InsertPosition } from '../../../core/edit/types.ts';
import { joined } from './bytes.ts';
import type { Expectation } from './expected-text.ts';
import { nameOf } from './names.ts';
import { pageBytes, readable } from './page-text.ts';
import { isSpace, type Tag } from './tag.ts';

/** What becomes of an element's content. */
export type Content = 'kept' | 'dropped' | 'text dropped';

/**
 * An element as its start tag comes by, and what is to become of it. All that is written is ASCII, or the page's own (`page-text.ts`).
 */
export class PageElement {
	readonly tagName: string;
	before = '';
	/** After its start tag. */
	prepended = '';
	/** Before its end tag. */
	appended = '';
	after = '';
	content: Content = 'kept';
	/** Texts that it is to say in place of others. */
	readonly expectations: Expectation[] = [];
	/** Neither its start tag nor its end tag stays. */
	isGone = false;
	readonly #tag: Tag;
	readonly #charset: string;
	readonly #changes = new Map<number, { readonly name: string; readonly value: string | null }>();

	constructor(tag: Tag, charset: string) {
		this.#tag = tag;
		this.#charset = charset;
		this.tagName = tag.tagName;
	}

	/** An attribute's value as it stands in the page, references undecoded, or as it was set last; null when there is none. */
	getAttribute(name: string): string | null {
		const code = nameOf(name);
		const change = this.#changes.get(code);
		if (change) return change.value;
		const index = this.#tag.indexOf(code);
		return index === -1 ? null : this.#tag.value(index);
	}

	/** Sets an attribute; null takes it away. Quotes are escaped here, all else before. */
	setAttribute(name: string, value: string | null): void {
		this.#changes.set(nameOf(name), { name: name.toLowerCase(), value });
	}

	/** The page's own text as people read it. */
	read(text: string): string {
		return readable(text, this.#charset);
	}

	/** All that it holds is taken out, and this put there. */
	setContent(html: string): void {
		this.prepended = html;
		this.appended = '';
		this.content = 'dropped';
	}

	/** The same for the text that it begins with, up to the first element that cannot stand in a text. */
	setText(html: string): void {
		this.prepended = html;
		this.content = 'text dropped';
	}

	/** Its text is replaced if it is just what is expected, the last time that something is. */
	expect(expectation: Expectation): void {
		this.expectations.push(expectation);
	}

	/** Puts HTML beside its tags, in the order in which a document would hold it (`insertAdjacentHTML`). */
	insert(position: InsertPosition, html: string): void {
		if (position === 'before') this.before += html;
		if (position === 'prepend') this.prepended = html + this.prepended;
		if (position === 'append') this.appended += html;
		if (position === 'after') this.after = html + this.after;
	}

	/** Takes it out, and puts this there. */
	replace(html: string): void {
		this.before += html;
		this.setContent('');
		this.isGone = true;
	}

	/** Its start tag with the attributes that were set; null when none was. */
	startTag(): Uint8Array | null {
		if (this.#changes.size === 0) return null;
		const { start, end, nameEnd, attributeCount } = this.#tag;
		const parts: (readonly [from: number, to: number] | string)[] = [];
		const missing = new Map(this.#changes);
		let [copied, last] = [start, nameEnd];
		for (let i = 0; i < attributeCount; i++) {
			const place = this.#tag.attribute(i);
			const change = this.#changes.get(this.#tag.attributeName(i));
			if (change) {
				missing.delete(this.#tag.attributeName(i));
				const isAlone = change.value === null && this.#isApart(place.end);
				parts.push([copied, isAlone ? last : place.nameStart], attributeText(change.name, change.value));
				copied = place.end;
			}
			last = place.end;
		}
		parts.push([copied, last]);
		for (const { name, value } of missing.values()) if (value !== null) parts.push(` ${attributeText(name, value)}`);
		parts.push([last, end]);
		return joined(
			parts.map((part) => (typeof part === 'string' ? pageBytes(part) : this.#tag.bytes.subarray(...part))),
		);
	}

	/** Whether what comes there can stand without what is before it. */
	#isApart(at: number): boolean {
		const byte = this.#tag.bytes[at];
		return isSpace(byte) || byte === 0x2f || byte === 0x3e;
	}
}

function attributeText(name: string, value: string | null): string {
	return value === null ? '' : `${name}="${value.replaceAll('"', '&quot;')}"`;
}
