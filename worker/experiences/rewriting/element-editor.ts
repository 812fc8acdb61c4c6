import type { Compound } from './compile-selector.ts';
import { EditedPiece } from './edited-piece.ts';
import { ElementMatcher } from './element-matcher.ts';
import { ExpectedText } from './expected-text.ts';
import { nameOf, namesOf } from './names.ts';
import type { OpenElements } from './open-elements.ts';
import { PageElement } from './page-element.ts';
import type { TagReader } from './scanner.ts';
import type { Tag } from './tag.ts';

/** What is done to the first element that a selector matches. */
export interface Rule {
	readonly selector: string;
	/** Should not throw: half of the page is out already, and from there on nothing is edited. */
	edit(element: PageElement): void;
}

/** What is remembered of an open element. */
export interface Note {
	readonly compounds: readonly Compound[] | null;
	readonly ending: Ending | null;
}

/** What is done where an element ends. */
interface Ending {
	/** HTML before its end tag, and after. */
	readonly append: string;
	readonly after: string;
	readonly isTagDropped: boolean;
	readonly isHead: boolean;
}

/** What stands within running text. Any other start tag ends an element whose end tag was left out. */
const textElements = namesOf(`
	a abbr acronym audio b bdi bdo big br button canvas cite code data datalist del dfn em embed font i iframe img input
	ins kbd label map area mark meter nobr noscript object optgroup option output param picture progress q s samp script
	select small source span strike strong style sub sup template textarea time track tt u var video wbr`);
const headName = nameOf('head');
const none = -1;

/** Applies rules to elements as their tags come by, and writes what comes out into the piece at hand. */
export class ElementEditor implements TagReader<Note> {
	/** Nothing is left to do, whatever comes. */
	isDone = false;
	readonly #matcher = new ElementMatcher<Rule>();
	readonly #waiting = new Set<Rule>();
	readonly #charset: string;
	/** What goes to the end of the head; null once it is there. */
	#head: string | null;
	#piece = new EditedPiece(new Uint8Array());
	/** How many open elements have an ending. */
	#endings = 0;
	/** The depth of the element whose content is dropped; of that whose text is, and the rule that did so. */
	#dropped = none;
	#textDropped = none;
	#textRule: Rule | null = null;
	/** The text that is held back until it is known what it says. */
	#held: ExpectedText | null = null;

	constructor(rules: readonly Rule[], head: string, charset: string) {
		this.#head = head;
		this.#charset = charset;
		for (const rule of rules) this.#add(rule);
	}

	/** The piece that is read from now on, and what is left out of it from its beginning. */
	begin(piece: EditedPiece): void {
		piece.isDropping = this.#piece.isDropping;
		this.#piece = piece;
	}

	/** What is held back of pieces that have passed. */
	get heldBack(): readonly Uint8Array[] {
		return this.#held ? [this.#held.source] : [];
	}

	/** The piece was read up to here. */
	finish(offset: number): void {
		if (this.#held) this.#holdTo(offset, this.#held);
		else if (this.#textDropped === none) this.#piece.keepTo(offset);
		else this.#piece.dropTo(offset);
	}

	/** No more tags are read: what waited for one does not any more. */
	writeHead(): void {
		this.#piece.isDropping = false;
		if (this.#held) this.#piece.write(this.#held.source);
		this.#held = null;
		if (this.#head !== null) this.#piece.write(this.#head);
		this.#head = null;
	}

	startTag(tag: Tag, open: OpenElements<Note>): Note | null {
		if (this.#held) this.#release(this.#held, tag.start, this.#held.isEndedBy(tag));
		const found = this.#matcher.find(tag, open);
		const isHead = this.#head !== null && tag.name === headName && !tag.isForeign;
		if (found === null && !isHead && this.#textDropped === none) return null;
		const element = new PageElement(tag, this.#charset);
		this.#edit(element, tag, found?.rules ?? []);
		const ending = this.#write(element, tag, open.depth, isHead);
		this.#settle();
		const compounds = found?.compounds ?? null;
		return ending || compounds ? { compounds, ending } : null;
	}

	endTag(tag: Tag, open: OpenElements<Note>, depth: number): void {
		if (this.#held && depth !== none) this.#release(this.#held, tag.start, true);
		if (this.#textDropped !== none) this.#piece.dropTo(tag.start);
		if (depth !== none && this.#isWatching()) this.#end(tag, open, depth, true);
	}

	breakOut(tag: Tag, open: OpenElements<Note>, depth: number): void {
		if (this.#held) this.#release(this.#held, tag.start, false);
		if (this.#textDropped !== none) this.#piece.dropTo(tag.start);
		if (this.#isWatching()) this.#end(tag, open, depth, false);
	}

	#add(rule: Rule): void {
		try {
			this.#matcher.add(rule.selector, rule);
			this.#waiting.add(rule);
		} catch (error) {
			console.warn('an edit’s selector does not run at the edge', rule.selector, error);
		}
	}

	/** Whether it matters which elements end. */
	#isWatching(): boolean {
		return this.#endings > 0 || this.#textDropped !== none;
	}

	#settle(): void {
		this.isDone = this.#head === null && this.#waiting.size === 0 && !this.#isWatching() && this.#held === null;
	}

	#holdTo(offset: number, held: ExpectedText): void {
		held.hold(this.#piece.take(offset));
		if (held.isTooLong) this.#release(held, offset, false);
	}

	/** Something comes after a text that was held back. */
	#release(held: ExpectedText, offset: number, isOver: boolean): void {
		held.hold(this.#piece.take(offset));
		this.#held = null;
		this.#piece.write(isOver ? held.result() : held.source);
		this.#settle();
	}

	/** Applies what waited for the element. What stands in a text that is taken out goes with it, and is not edited. */
	#edit(element: PageElement, tag: Tag, rules: readonly Rule[]): void {
		const goes = this.#textDropped !== none && this.#goesWithText(tag, rules);
		for (const rule of rules) {
			if (!this.#waiting.delete(rule) || goes) continue;
			rule.edit(element);
			if (element.content === 'text dropped') this.#textRule = rule;
		}
		element.isGone ||= goes;
	}

	/** Whether an element goes with the text around it; else the text ends before it. */
	#goesWithText(tag: Tag, rules: readonly Rule[]): boolean {
		this.#piece.dropTo(tag.start);
		const isAnother = this.#textRule !== null && rules.includes(this.#textRule);
		if (!isAnother && (tag.isForeign || textElements.has(tag.name))) return true;
		this.#textDropped = none;
		return false;
	}

	/** Writes an element’s beginning. Answers what is left for its end. */
	#write(element: PageElement, tag: Tag, depth: number, isHead: boolean): Ending | null {
		const piece = this.#piece;
		piece.keepTo(tag.start);
		piece.write(element.before);
		const changed = element.isGone ? '' : element.startTag();
		if (changed === null) piece.keepTo(tag.end);
		else {
			piece.write(changed);
			piece.dropTo(tag.end);
		}
		if (tag.isEmpty) piece.write(element.after);
		else piece.write(element.prepended);
		if (!tag.isEmpty) this.#holdText(element, tag.name);
		return tag.isEmpty ? null : this.#watch(element, depth, isHead);
	}

	#holdText({ expectations, content }: PageElement, name: number): void {
		if (expectations.length === 0 || content !== 'kept' || this.#piece.isDropping) return;
		this.#held = new ExpectedText(name, expectations, this.#charset);
	}

	#watch({ content, appended, after, isGone }: PageElement, depth: number, isHead: boolean): Ending | null {
		const drops = content === 'dropped' && !this.#piece.isDropping;
		if (drops) {
			this.#dropped = depth;
			this.#piece.isDropping = true;
		}
		if (content === 'text dropped' && !this.#piece.isDropping) this.#textDropped = depth;
		if (!drops && !isHead && !isGone && appended === '' && after === '') return null;
		this.#endings += 1;
		return { append: appended, after, isTagDropped: isGone, isHead };
	}

	/** Elements end at a tag, which is their own or of one around them; or before it. */
	#end(tag: Tag, open: OpenElements<Note>, depth: number, isEndTag: boolean): void {
		let after = '';
		let isTagDropped = false;
		for (let at = open.depth - 1; at >= depth; at--) {
			if (at === this.#textDropped) this.#textDropped = none;
			const ending = open.noteAt(at)?.ending;
			if (!ending) continue;
			this.#finishContent(ending, tag.start, at);
			if (!this.#piece.isDropping) after += ending.after;
			isTagDropped ||= at === depth && ending.isTagDropped;
		}
		if (isEndTag) this.#piece.keepTo(isTagDropped ? tag.start : tag.end);
		if (isEndTag && isTagDropped) this.#piece.dropTo(tag.end);
		this.#piece.write(after);
		this.#settle();
	}

	#finishContent(ending: Ending, offset: number, depth: number): void {
		const piece = this.#piece;
		piece.keepTo(offset);
		if (depth === this.#dropped) {
			this.#dropped = none;
			piece.isDropping = false;
		}
		piece.write(ending.append);
		if (ending.isHead && this.#head !== null && !piece.isDropping) {
			piece.write(this.#head);
			this.#head = null;
		}
		this.#endings -= 1;
	}
}
