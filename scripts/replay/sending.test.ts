import { afterEach, describe, expect, test } from 'vitest';
import { batches } from './batches.ts';
import { eachAtMost } from './each-at-most.ts';
import { maxTries, retryDelayMs } from './retry-delay.ts';
import { ReplayStopped, sendBatch } from './send-batch.ts';
import { collect } from './testing/collect.ts';
import { startRecordingServer, type Trouble } from './testing/recording-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
	await Promise.all(closing.splice(0).map((close) => close()));
});

async function startServer(...troubles: Trouble[]) {
	const server = await startRecordingServer(troubles);
	closing.push(server.close);
	const waits: number[] = [];
	const pause = async (ms: number) => void waits.push(ms);
	return { server, waits, target: { url: server.url, key: 'secret', pause } };
}

async function* of<Item>(...items: Item[]) {
	yield* items;
}

describe('a batch', () => {
	const events = [{ messageId: 'a' }, { messageId: 'b' }];

	test('goes as JSON with the site’s key', async () => {
		const { server, target } = await startServer();
		expect(await sendBatch(events, target)).toEqual({ accepted: 2, duplicates: 0, bots: 0, refused: [] });
		expect(server.requests[0]).toMatchObject({
			contentType: 'application/json',
			authorization: `Basic ${btoa('secret:')}`,
		});
		expect(server.requests[0]?.batch).toEqual(events);
	});

	test('is sent again while the server is busy, broken or away, and waits as long as it is told', async () => {
		const busy = { status: 429, headers: { 'retry-after': '3' } };
		const { waits, target } = await startServer(busy, { status: 503 }, 'reset');
		expect(await sendBatch(events, target)).toMatchObject({ accepted: 2 });
		expect(waits[0]).toBe(3000);
		expect(waits).toHaveLength(3);
	});

	test('is given up when the server stays down', async () => {
		const { waits, target } = await startServer(...Array<Trouble>(maxTries).fill({ status: 500 }));
		await expect(sendBatch(events, target)).rejects.toThrow(ReplayStopped);
		expect(waits).toHaveLength(maxTries - 1);
	});

	test('stops the replay when the key is wrong, at once', async () => {
		const body = { success: false, error: { code: 'key-unknown', message: 'No site has this write key.' } };
		const { waits, target } = await startServer({ status: 401, body });
		await expect(sendBatch(events, target)).rejects.toThrow('No site has this write key.');
		expect(waits).toEqual([]);
	});

	test('whose events are all refused says why, by code', async () => {
		const refused = events.map((_, index) => ({ index, code: 'time-past', message: 'Too old.' }));
		const { target } = await startServer({ status: 400, body: { success: false, accepted: 0, refused } });
		expect((await sendBatch(events, target)).refused).toEqual(['time-past', 'time-past']);
	});

	test('that is refused as a whole counts each of its events', async () => {
		const { target } = await startServer({ status: 413, body: { success: false, error: { code: 'body-too-large' } } });
		expect((await sendBatch(events, target)).refused).toEqual(['body-too-large', 'body-too-large']);
	});
});

describe('waiting', () => {
	test('doubles with each try, by chance between half and whole', () => {
		expect([1, 2, 3].map((tries) => retryDelayMs(tries, null, 0, 1))).toEqual([250, 500, 1000]);
		expect(retryDelayMs(3, null, 0, 0)).toBe(500);
	});

	test('follows Retry-After in seconds or as a date, up to half a minute', () => {
		expect(retryDelayMs(1, '2', 0, 0)).toBe(2000);
		expect(retryDelayMs(1, new Date(5000).toUTCString(), 1000, 0)).toBe(4000);
		expect(retryDelayMs(1, new Date(0).toUTCString(), 1000, 0)).toBe(0);
		expect(retryDelayMs(1, '86400', 0, 0)).toBe(30_000);
		expect(retryDelayMs(1, 'soon', 0, 1)).toBe(250);
	});
});

describe('batches', () => {
	const sizes = async (...events: string[]) => (await collect(batches(of(...events)))).map((batch) => batch.length);

	test('hold at most 100 events', async () => {
		expect(await sizes(...Array<string>(250).fill('x'))).toEqual([100, 100, 50]);
		expect(await sizes()).toEqual([]);
	});

	test('stay under 500 KB', async () => {
		expect(await sizes(...Array<string>(5).fill('ü'.repeat(100_000)))).toEqual([2, 2, 1]);
	});
});

describe('working at most so many at once', () => {
	test('keeps to the limit and does them all', async () => {
		let now = 0;
		let most = 0;
		const done: number[] = [];
		await eachAtMost(2, of(1, 2, 3, 4, 5), async (item) => {
			now += 1;
			most = Math.max(most, now);
			await new Promise(setImmediate);
			now -= 1;
			done.push(item);
		});
		expect(most).toBe(2);
		expect(done).toEqual([1, 2, 3, 4, 5]);
	});

	test('reads no further after a failure, and throws it', async () => {
		const begun: number[] = [];
		const work = async (item: number) => {
			begun.push(item);
			if (item === 2) throw new Error('two');
		};
		await expect(eachAtMost(1, of(1, 2, 3, 4), work)).rejects.toThrow('two');
		expect(begun).toEqual([1, 2]);
	});
});
