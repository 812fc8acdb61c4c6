import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CoreHeaders, convertV4MiniflareOptions, Log, LogLevel, Miniflare, type WorkerdStructuredLog } from 'miniflare';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import { serveFiles } from './serve-files.ts';

export const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

export interface RuntimeOptions {
	readonly host: string;
	/** 0 picks a free one. */
	readonly port: number;
	/** Where databases, objects and archives are kept. */
	readonly dataDir: string;
	readonly bindings: Readonly<Record<string, string>>;
}

/**
 * The runtime takes a large machine for its own and collects garbage late: 740 MB after 20,000 calls a minute. Told to
 * save memory and to grow in small steps it stays under 250, and is faster: helper threads of its garbage collector
 * would take the second core from the load.
 */
const memoryFlags =
	'--memory-saver-mode --optimize-for-size --single-threaded-gc --initial-old-space-size=1 --heap-growing-percent=10';

/** The built Worker on the embedded runtime, with everything that wrangler.toml binds kept in a folder. */
export async function startRuntime({ host, port, dataDir, bindings }: RuntimeOptions): Promise<Miniflare> {
	const { workerOptions } = unstable_getMiniflareWorkerOptions(path.join(root, 'wrangler.toml'));
	// Cloudflare's simulated assets put four workers in the way of every request: a third of its time, and 40 MB.
	const { assets: _, ...options } = workerOptions;
	const settings = typeof options.bindings === 'object' ? options.bindings : {};
	process.env.MINIFLARE_WORKERD_V8_FLAGS ??= memoryFlags;
	// On sockets that are told a header for `request.cf`, the runtime takes it from whoever sends it: anybody could say that
	// they call from France. Without one it says itself which address is at the other end (`worker/address-of.ts`).
	const cfHeader = CoreHeaders.CF_BLOB;
	Object.assign(CoreHeaders, { CF_BLOB: undefined });
	const runtime = new Miniflare(
		convertV4MiniflareOptions({
			// Miniflare's own door is for its calls: it costs each request as much as the rest of the way.
			host: '127.0.0.1',
			port: 0,
			// One's own machine is nowhere: without this the runtime asks Cloudflare, or says that everybody is in Texas.
			cf: {},
			log: new Log(LogLevel.WARN),
			handleStructuredLogs: show,
			resourcePersistencePath: dataDir,
			workers: [
				{
					...options,
					name: 'edgewise',
					modules: [{ type: 'ESModule', path: path.join(root, 'dist/worker/index.js') }],
					modulesRoot: path.join(root, 'dist/worker'),
					bindings: { ...settings, ...bindings },
					serviceBindings: { ASSETS: serveFiles(path.join(root, 'dist/assets')) },
					// Nothing here uses the Cache API.
					cacheAPI: false,
					unsafeDirectSockets: [{ host, port }],
				},
			],
		}),
	);
	await runtime.ready;
	// From here on Miniflare's own calls want it back.
	Object.assign(CoreHeaders, { CF_BLOB: cfHeader });
	return runtime;
}

/** What the Worker logs, but the runtime's word that it does not know the memory flags' compiled code. */
function show({ level, message }: WorkerdStructuredLog): void {
	if (message.startsWith('NOSENTRY per-isolate bootstrap')) return;
	if (level === 'error' || level === 'warn') console.error(message);
	else console.log(message);
}

/** Applies migrations that are not applied yet, and notes them where wrangler does. Returns how many. */
export async function migrate(runtime: Miniflare): Promise<number> {
	const database = await runtime.getD1Database('DB');
	await database.exec(
		'CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)',
	);
	const { results } = await database.prepare('SELECT name FROM d1_migrations').all<{ name: string }>();
	const applied = new Set(results.map(({ name }) => name));
	const folder = path.join(root, 'migrations');
	const waiting = readdirSync(folder)
		.filter((name) => name.endsWith('.sql') && !applied.has(name))
		.sort();
	for (const name of waiting) {
		const statements = readFileSync(path.join(folder, name), 'utf8').split('--> statement-breakpoint');
		await database.batch([
			...statements.map((statement) => database.prepare(statement)),
			database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
		]);
	}
	return waiting.length;
}
