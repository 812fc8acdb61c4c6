import { setTimeout as pause } from 'node:timers/promises';
import { idBytes, mintId } from '../../core/id/id.ts';
import { normalFrom, randomFrom } from '../../core/stats/testing/random.ts';
import type { Shop } from './shop.ts';

const agents = [
	'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
	'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
];

/** Who people are and what they would do, whichever variant they get: drawn once, so that the same seed brings the same people. */
export interface Character {
	readonly id: string;
	readonly userAgent: string;
	/** Orders where the variant's share of buyers is above it. */
	readonly reluctance: number;
	readonly spends: number;
}

/** @param shards how many the workspace has: the id carries one, as if the tag had made it */
export function drawCharacter(seed: number, place: number, shards: number): Character {
	const random = randomFrom(seed * 1_000_003 + place);
	const bytes = Uint8Array.from({ length: idBytes }, () => Math.floor(random() * 256));
	return {
		id: mintId({ region: 'weur', shard: Math.floor(random() * shards) }, bytes),
		userAgent: agents[random() < 0.6 ? 1 : 0] ?? '',
		reluctance: random(),
		spends: Math.round(Math.exp(4 + 0.5 * normalFrom(random)) * 100) / 100,
	};
}

export interface Visit {
	readonly shop: Shop;
	readonly shopUrl: string;
	readonly writeKey: string;
	readonly experienceId: string;
	/** Share of people who order, by variant id. */
	readonly buys: Readonly<Record<string, number>>;
}

/**
 * Opens the home page as a browser would ask for it, reads what the edge made of it, and tells what the tag would tell: the view, what was
 * shown, and perhaps an order. Answers the variant.
 */
export async function visitByHttp(character: Character, visit: Visit): Promise<string> {
	const { id, userAgent, reluctance, spends } = character;
	const { shop, shopUrl, writeKey, experienceId, buys } = visit;
	const headers = { 'user-agent': userAgent, cookie: `ew_id=${id}` };
	const page = await shop.ask('/', { ...headers, accept: 'text/html', 'sec-fetch-dest': 'document' });
	const variantId = shownIn(page.body, experienceId);
	if (variantId === null) throw new Error(`the home page (${page.status}) says nothing of ${experienceId}`);
	const now = Date.now();
	const call = (place: number, more: object) => ({
		...{ anonymousId: id, messageId: `${id}-${experienceId}-${place}` },
		timestamp: new Date(now + place).toISOString(),
		...more,
	});
	const batch = [
		call(0, { type: 'page', properties: { url: `${shopUrl}/`, path: '/' } }),
		call(1, { type: 'track', event: 'Experience Viewed', properties: { experienceId, variantId } }),
		...(reluctance < (buys[variantId] ?? 0)
			? [call(2, { type: 'track', event: 'Order Completed', properties: { total: spends } })]
			: []),
	];
	await send(shop, headers, JSON.stringify({ writeKey, sentAt: new Date(now + batch.length).toISOString(), batch }));
	return variantId;
}

/** Whoever sends much from one address is asked to come later, and does. */
async function send(shop: Shop, headers: Readonly<Record<string, string>>, body: string): Promise<void> {
	const answer = await shop.ask('/_ew/v1/batch', { ...headers, 'content-type': 'text/plain' }, body);
	if (answer.status === 429) {
		await pause(1_000 * (Number(answer.headers['retry-after']) || 1));
		return send(shop, headers, body);
	}
	if (answer.status !== 200 || JSON.parse(answer.body).accepted === 0) {
		throw new Error(`the shop's events were answered ${answer.status}: ${answer.body.slice(0, 300)}`);
	}
}

/** The variant of an experience that a page says it shows; null when it says nothing. */
export function shownIn(html: string, experienceId: string): string | null {
	const json = /<script type="application\/json" id="ew-state">(.*?)<\/script>/.exec(html)?.[1];
	if (json === undefined) return null;
	const { applied }: { applied: { experienceId: string; variantId: string }[] } = JSON.parse(json);
	return applied.find((one) => one.experienceId === experienceId)?.variantId ?? null;
}
