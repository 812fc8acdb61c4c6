import type { Html } from './html.ts';
import type { PageData } from './shelf.ts';

/** One page before it is laid out. `name` tells the scripts which page they are on. */
export interface Page {
	readonly status: 200 | 404;
	readonly name: string;
	readonly title: string;
	readonly description: string;
	readonly main: Html;
	readonly data: PageData | null;
}
