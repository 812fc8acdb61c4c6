import path from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from '../../core/refusal.ts';
import { startShop } from '../../demo/server.ts';
import { defaultLimits } from '../../worker/collect/limits/limits-of.ts';
import { parseLimit } from '../../worker/collect/limits/parse-limit.ts';
import { build } from '../build.ts';
import { makeFirstOwner, signIn } from './admin.ts';
import { freePort } from './free-port.ts';
import { migrate, root, startRuntime } from './runtime.ts';
import { openDemo, seedDemo } from './seed.ts';
import { shardsFor } from './shards.ts';
import { forgetAll, hasPeople, readState, writeState } from './state.ts';

/** How often the runtime's cron is called here: nothing else calls it on one machine. */
const cronMs = 60_000;

const { values: options } = parseArgs({
	options: {
		fresh: { type: 'boolean', default: false },
		port: { type: 'string', default: '8787' },
		host: { type: 'string', default: '127.0.0.1' },
		data: { type: 'string', default: path.join(root, '.edgewise') },
		shards: { type: 'string' },
		// How long an event may wait before it is archived. Writing costs nothing here, so it is soon.
		'archive-seconds': { type: 'string', default: '60' },
		'no-demo': { type: 'boolean', default: false },
		// Where people reach the dashboard, when a proxy stands in front: `https://edgewise.example`.
		'public-url': { type: 'string' },
		// A reverse proxy of one's own stands in front: its X-Forwarded-For tells who calls.
		'trust-proxy': { type: 'boolean', default: false },
		// Events a second and how many at once, or `off`.
		'address-limit': { type: 'string', default: defaultLimits.ADDRESS_LIMIT },
		'public-key-limit': { type: 'string', default: defaultLimits.PUBLIC_KEY_LIMIT },
		'secret-key-limit': { type: 'string', default: defaultLimits.SECRET_KEY_LIMIT },
	},
});
const limits = {
	ADDRESS_LIMIT: options['address-limit'],
	PUBLIC_KEY_LIMIT: options['public-key-limit'],
	SECRET_KEY_LIMIT: options['secret-key-limit'],
};
refuseUnreadable(limits);

const publicUrl = options['public-url'];
const step = (line: string) => console.log(`  ✓ ${line}`);

console.log('\nEdgewise\n');
if (options.fresh) {
	forgetAll(options.data);
	step('began anew: what was kept is gone');
}
await build(step);

const found = readState(options.data);
const shards = orEnd(() => shardsFor({ shards: found.shards, hasPeople: hasPeople(options.data) }, options.shards));
const state = { ...found, shards };
// Before anybody is in them.
if (found.shards !== shards) writeState(options.data, state);
const wanted = Number(options.port);
const port = await freePort(options.host, wanted);
if (port !== wanted && wanted !== 0) step(`port ${wanted} is taken: using ${port}`);
const url = `http://localhost:${port}`;
const shopUrl = `http://shop.localhost:${port}`;
const runtime = await startRuntime({
	host: options.host,
	port,
	dataDir: options.data,
	bindings: {
		SECRET: state.secret,
		CLIENT_ADDRESS: options['trust-proxy'] ? 'proxy' : 'socket',
		ARCHIVE_SECONDS: options['archive-seconds'],
		SHARDS: String(shards),
		SHARDS_AT_ONCE: '2',
		...limits,
		...(publicUrl !== undefined && { PUBLIC_URL: publicUrl }),
	},
});
step(`runtime is up, data in ${path.relative(process.cwd(), options.data) || '.'}`);
const migrated = await migrate(runtime);
step(migrated > 0 ? `applied ${migrated} migration${migrated > 1 ? 's' : ''}` : 'database is up to date');

await makeFirstOwner(url, state);
if (options['no-demo']) writeState(options.data, { ...state, url });
else await runDemo();

// Work that fell due while nothing ran is taken up now, and a lost alarm within a minute.
const worker = await runtime.getWorker('edgewise');
const callCron = () =>
	worker.scheduled({ cron: '7 * * * *' }).catch((error: unknown) => console.error('cron failed', error));
await callCron();
setInterval(callCron, cronMs);

console.log(`
  Dashboard   ${publicUrl ?? url}   (${state.email} / ${state.password})`);
if (!options['no-demo']) console.log(`  Demo shop   ${shopUrl}`);
console.log(`  Extension   dist/extension   (load unpacked in chrome://extensions)
\n  Ctrl+C stops it; what it knows is kept.\n`);

async function runDemo(): Promise<void> {
	const api = await signIn(url, state.email, state.password, publicUrl);
	const { site, fresh } = await seedDemo(api, shopUrl);
	if (fresh) step('made the demo shop’s site, segments, computed traits, experience and journey');
	const shop = await startShop({ port: await freePort('127.0.0.1', state.shopPort ?? 0), writeKey: site.writeKey });
	const shopPort = Number(new URL(shop.url).port);
	await openDemo(api, site.id, shop.url, fresh);
	const { writeKey, secretKey } = site;
	writeState(options.data, { ...state, url, shopUrl, writeKey, secretKey, shopPort });
	step('demo shop is open');
}

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, async () => {
		if (stopping) return;
		stopping = true;
		await runtime.dispose();
		process.exit(0);
	});
}

/** The Worker would only log it and go on with its own: here somebody is looking. */
function refuseUnreadable(limits: Readonly<Record<string, string>>): void {
	for (const [name, text] of Object.entries(limits)) {
		orEnd(() => parseLimit(text, `--${name.toLowerCase().replaceAll('_', '-')}`));
	}
}

/** What somebody asked for that cannot be is told in words, and nothing is started. */
function orEnd<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		console.error(`${error.message} ${error.hint ?? ''}`);
		process.exit(1);
	}
}
