import { parseArgs } from 'node:util';

/** What `npm run bench -- …` was asked for. */
export interface Options {
	/** The sections to run, by name; all, briefly, when none was named. */
	readonly sections: readonly string[];
	/** Delivery: attempts of ours at each column, and of each peer. */
	readonly trials: number;
	readonly peerTrials: number;
	/** Which trackers to compare, by name; null is all. */
	readonly only: readonly string[] | null;
	/** Faults: at least so many events; from this seed on. */
	readonly events: number;
	readonly seed: number;
	/** How many ProfileShards the product is started with; null is as many as it is with nothing said. */
	readonly shards: string | null;
	/** People: how many of them, and a file of purchases to give them. */
	readonly people: number;
	readonly purchases: string | null;
	/** Results: people in the experiment. */
	readonly exposed: number;
	/** Cost: rounds of measuring. */
	readonly rounds: number;
}

/** Reads the arguments. A section that was named is measured at length, else all of them together stay bounded. */
export function readOptions(args: readonly string[], known: readonly string[]): Options {
	const { positionals, values } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			trials: { type: 'string' },
			'peer-trials': { type: 'string' },
			only: { type: 'string' },
			events: { type: 'string' },
			seed: { type: 'string' },
			shards: { type: 'string' },
			people: { type: 'string' },
			purchases: { type: 'string' },
			exposed: { type: 'string' },
			rounds: { type: 'string' },
		},
	});
	const strange = positionals.filter((name) => !known.includes(name));
	if (strange.length > 0) throw new Error(`No section ${strange.join(', ')}. There are: ${known.join(', ')}.`);
	const atLength = positionals.length > 0;
	return {
		sections: atLength ? positionals : known,
		trials: count(values.trials, atLength ? 50 : 5),
		peerTrials: count(values['peer-trials'], atLength ? 3 : 1),
		only: values.only?.split(',') ?? null,
		events: count(values.events, atLength ? 2_000 : 300),
		seed: count(values.seed, 1),
		shards: values.shards ?? null,
		people: count(values.people, atLength ? 100_000 : 5_000),
		purchases: values.purchases ?? null,
		exposed: count(values.exposed, atLength ? 60_000 : 5_000),
		rounds: count(values.rounds, atLength ? 7 : 3),
	};
}

function count(given: string | undefined, otherwise: number): number {
	if (given === undefined) return otherwise;
	const number = Number(given);
	if (!Number.isInteger(number) || number < 0) throw new Error(`${given} is no number of anything.`);
	return number;
}
