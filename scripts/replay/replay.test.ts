import { afterEach, expect, test } from 'vitest';
import { replay } from './replay.ts';
import { sayTally } from './tally.ts';
import { line } from './testing/line.ts';
import { startRecordingServer, type Trouble } from './testing/recording-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
	await Promise.all(closing.splice(0).map((close) => close()));
});

async function start(troubles: Trouble[] = [], gate?: (underWay: number) => Promise<void>) {
	const server = await startRecordingServer(troubles, gate);
	closing.push(server.close);
	const read: number[] = [];
	const run = (text: string) =>
		replay(chunksOf(text), {
			target: { url: server.url, key: 'k', pause: async () => {} },
			origin: 'http://shop.localhost',
			onProgress: (bytes) => read.push(bytes),
		});
	return { server, run, read };
}

async function* chunksOf(text: string) {
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

const pages = Array.from({ length: 950 }, (_, i) => line({ request: `GET /page/${i} HTTP/1.1` }));

const log = [
	...pages,
	line({ request: 'GET /a.png HTTP/1.1' }),
	line({ request: 'GET /?flav=rss20 HTTP/1.1' }),
	line({ request: 'POST / HTTP/1.1' }),
	line({ status: 404 }),
	'not a line',
	line({ request: 'GET * HTTP/1.1' }),
	'',
].join('\n');

test('a log becomes page views, and every other line is counted by what it is', async () => {
	const { server, run, read } = await start();
	const tally = await run(log);
	expect(tally).toMatchObject({ lines: 956, pageViews: 950, accepted: 950, duplicates: 0 });
	expect(tally.skipped).toEqual({ asset: 1, feed: 1, method: 1, error: 1, malformed: 2 });
	const sent = server.requests.flatMap(({ batch }) => batch);
	expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(950);
	expect(Math.max(...server.requests.map(({ batch }) => batch.length))).toBe(100);
	expect(Math.max(...server.requests.map(({ bytes }) => bytes))).toBeLessThan(500_000);
	expect(read.at(-1)).toBe(Buffer.byteLength(log));
});

test('the same log twice changes nothing', async () => {
	const { run } = await start();
	await run(log);
	expect(await run(log)).toMatchObject({ accepted: 0, duplicates: 950 });
});

test('four requests are under way and no more, and nothing is read meanwhile', async () => {
	const four = Promise.withResolvers<void>();
	const open = Promise.withResolvers<void>();
	const { server, run, read } = await start([], (underWay) => {
		if (underWay === 4) four.resolve();
		return open.promise;
	});
	const running = run(log);
	await four.promise;
	expect(read.length).toBeLessThan(410);
	open.resolve();
	expect(await running).toMatchObject({ accepted: 950 });
	expect(server.load.most).toBe(4);
});

test('trouble on the way loses nothing and doubles nothing', async () => {
	const { server, run } = await start(['reset', { status: 429, headers: { 'retry-after': '0' } }, { status: 502 }]);
	expect(await run(log)).toMatchObject({ accepted: 950, retries: 3 });
	expect(server.requests.flatMap(({ batch }) => batch)).toHaveLength(950);
});

test('a wrong key stops it', async () => {
	const troubles = Array<Trouble>(10).fill({ status: 401, body: { error: { message: 'Unknown key.' } } });
	const { run } = await start(troubles);
	await expect(run(log)).rejects.toThrow('Unknown key.');
});

test('an empty log is no trouble', async () => {
	const { run } = await start();
	expect(await run('')).toMatchObject({ lines: 0, accepted: 0 });
});

test('the end says what was refused and why', async () => {
	const refused = [{ index: 0, code: 'time-past' }];
	const { run } = await start([{ status: 400, body: { success: false, accepted: 0, refused } }]);
	const said = sayTally(await run(line()));
	expect(said).toMatch(/Refused +1\n {2}time-past +1/);
});
