import { parseArgs } from 'node:util';

export interface SimulateOptions {
	/** The dashboard's address. */
	readonly url: string;
	/** The demo shop's. */
	readonly shopUrl: string;
	readonly visitors: number;
	/** How many of them are real browsers. */
	readonly browsers: number;
	/** Share of people who order without the variant. */
	readonly base: number;
	/** How many more order with it: 0.3 is 30 % more. */
	readonly lift: number;
	readonly seed: number;
}

export const usage = `npm run simulate -- [--visitors 4000] [--browsers 2] [--base 0.2] [--lift 0.3] [--seed 1] [--to URL] [--shop URL]

Drives visitors through an experiment on the demo shop's home page, in which the bold variant truly sells so much more, and
says whether the results page tells so. Run npm start first.
  --visitors  how many people come by plain HTTP
  --browsers  how many come with a real browser, besides
  --base      share of people who order without the variant
  --lift      how many more order with it: 0.3 is 30 % more, 0 is an A/A test
  --seed      the same people come again for the same number
  --to        the Worker's address (default: the one that npm start runs)
  --shop      the demo shop's`;

/** Reads the command line. A text instead of options says what is wrong with it. */
export function readOptions(
	args: readonly string[],
	state: { readonly url?: string; readonly shopUrl?: string },
): SimulateOptions | string {
	const text = { type: 'string' } as const;
	const options = { visitors: text, browsers: text, base: text, lift: text, seed: text, to: text, shop: text };
	let values: Record<string, string | undefined>;
	try {
		values = parseArgs({ args: [...args], options }).values;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
	const numbers = {
		visitors: Number(values.visitors ?? 4_000),
		browsers: Number(values.browsers ?? 2),
		base: Number(values.base ?? 0.2),
		lift: Number(values.lift ?? 0.3),
		seed: Number(values.seed ?? 1),
	};
	for (const name of ['visitors', 'browsers', 'seed'] as const) {
		if (!Number.isInteger(numbers[name]) || numbers[name] < 0) return `--${name} is a whole number.`;
	}
	if (!(numbers.base > 0 && numbers.base < 1)) return '--base is a share between 0 and 1, such as 0.1.';
	const bold = numbers.base * (1 + numbers.lift);
	if (!(bold > 0 && bold < 1)) return '--lift leads to a share that is not between 0 and 1.';
	const [url, shopUrl] = [values.to ?? state.url, values.shop ?? state.shopUrl];
	if (!url || !shopUrl) return 'Nothing runs here: run npm start first, or give --to and --shop.';
	if (!URL.canParse(url) || !URL.canParse(shopUrl)) return '--to and --shop are addresses, as http://localhost:8787.';
	return { url: new URL(url).origin, shopUrl: new URL(shopUrl).origin, ...numbers };
}
