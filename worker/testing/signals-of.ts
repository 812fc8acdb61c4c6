import { defaultTreeAdapter } from 'parse5';
import { describe, parse5Tree, readPage, type Signals } from '../../core/selector/index.ts';
import { findAll, parsePage, rootOf } from '../experiences/verdict/page-tree.ts';

/** What the extension keeps of an element of a page. */
export function signalsOf(html: string, selector: string): Signals {
	const tree = parsePage(html);
	const page = readPage(rootOf(tree), parse5Tree(defaultTreeAdapter));
	const [element] = findAll(tree, selector);
	const node = element && page.nodeOf(element);
	if (!node) throw new Error(`nothing at ${selector}`);
	return describe(page, node);
}
