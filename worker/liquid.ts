import { Liquid } from 'liquidjs';

/** Limits of every template: nobody's text keeps a Worker busy, reads what is not there to be read, or takes in another template. */
export const liquidOptions = {
	/** Characters of templates. */
	parseLimit: 1_000_000,
	/** ms. Counts where the clock runs while code does: not on Cloudflare, which has a limit of its own. */
	renderLimit: 1_000,
	/** Roughly the characters and list items that a template makes. */
	memoryLimit: 5_000_000,
	strictFilters: true,
	ownPropertyOnly: true,
	/** No other template can be taken in: there are none, and no files. */
	templates: {},
};

/** For HTML: values are escaped. */
export const htmlLiquid = new Liquid({ ...liquidOptions, outputEscape: 'escape' });

/** For subjects and plain text. */
export const plainLiquid = new Liquid(liquidOptions);
