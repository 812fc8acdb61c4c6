import type { Browser } from 'playwright-core';
import type { Verdict } from '../../core/judge/index.ts';
import type { AdminApi } from '../start/admin.ts';
import { visitByBrowser } from './browser-visitor.ts';
import { drawCharacter, type Visit, visitByHttp } from './http-visitor.ts';
import type { SimulateOptions } from './options.ts';
import { setUpExperiment, variantIds } from './set-up.ts';
import { Shop } from './shop.ts';

/** Visitors who are on their way at the same time. */
const atOnce = 16;

/** What was put in, and what the results tell of it. */
export interface Simulated {
	readonly experienceId: string;
	/** By variant id, of those who came. */
	readonly people: Readonly<Record<string, number>>;
	readonly told: {
		readonly people: Readonly<Record<string, number>>;
		readonly lift: number;
		readonly ci: readonly [number, number];
		readonly verdict: Verdict;
	};
}

export interface SimulateWith {
	readonly api: AdminApi;
	readonly writeKey: string;
	/** How many ProfileShards there are. */
	readonly shards: number;
	/** Null where nobody comes with a browser. */
	readonly browser: Browser | null;
	readonly onProgress: (done: number) => void;
}

/** Sets up an experiment with a lift that is known, sends people through it, and reads its results. */
export async function simulate(options: SimulateOptions, simulateWith: SimulateWith): Promise<Simulated> {
	const { api, writeKey, shards, browser, onProgress } = simulateWith;
	const { shopUrl, base, lift, seed, visitors } = options;
	const experienceId = await setUpExperiment(api, Date.now(), seed);
	const shop = new Shop(shopUrl);
	const buys = { [variantIds.control]: base, [variantIds.bold]: base * (1 + lift) };
	const visit: Visit = { shop, shopUrl, writeKey, experienceId, buys };
	const people: Record<string, number> = {};
	const count = (variantId: string) => {
		people[variantId] = (people[variantId] ?? 0) + 1;
	};
	try {
		await isServed(visit);
		let next = 0;
		const come = async () => {
			for (let place = next++; place < visitors; place = next++) {
				count(await visitByHttp(drawCharacter(seed, place, shards), visit));
				onProgress(place + 1);
			}
		};
		await Promise.all(Array.from({ length: atOnce }, come));
		for (let place = 0; browser && place < options.browsers; place++) {
			const { reluctance, spends } = drawCharacter(seed, visitors + place, shards);
			count(await visitByBrowser(browser, reluctance, spends, visit));
		}
	} finally {
		shop.close();
	}
	return { experienceId, people, told: await readResults(api, experienceId) };
}

/** A page may still be of the release before for a moment: nobody comes until the new one is served. */
async function isServed({ shop, experienceId }: Visit): Promise<void> {
	for (;;) {
		const { body } = await shop.ask('/', { accept: 'text/html', 'user-agent': 'simulator' });
		if (body.includes(experienceId)) return;
	}
}

interface ResultsBody {
	readonly people: readonly { readonly variantId: string; readonly people: number }[];
	readonly goals: readonly {
		readonly comparisons: readonly {
			readonly variantId: string;
			readonly sequential: { readonly expected: number; readonly ci: readonly [number, number] };
		}[];
	}[];
	readonly verdict: Verdict;
}

async function readResults(api: AdminApi, experienceId: string): Promise<Simulated['told']> {
	const results = await api.get<ResultsBody>(`/api/experiences/${experienceId}/results?anew=true`);
	const { expected, ci } = results.goals[0]?.comparisons[0]?.sequential ?? { expected: 0, ci: [0, 0] };
	return {
		people: Object.fromEntries(results.people.map((one) => [one.variantId, one.people])),
		lift: expected,
		ci,
		verdict: results.verdict,
	};
}
