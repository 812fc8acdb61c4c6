/** A page that is written for the benchmark of selectors, as HTML. */
export interface BenchPage {
	readonly name: string;
	/** How its markup is written. */
	readonly style: 'tailwind' | 'bem' | 'css-modules' | 'plain';
	readonly html: string;
	/** Kept out while the weights were chosen. */
	readonly heldOut: boolean;
}

export function documentOf(title: string, body: string, bodyAttributes = ''): string {
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="/assets/app.css"></head>
<body${bodyAttributes}>${body}</body></html>`;
}

export function each<Item>(items: readonly Item[], render: (item: Item, index: number) => string): string {
	return items.map(render).join('\n');
}
