import { parseArgs } from 'node:util';
import type { State } from './state.ts';

export interface ReplayOptions {
	/** A log, or files and folders of an archive. */
	readonly paths: readonly string[];
	readonly url: string;
	/** Null for an archive, which needs none. */
	readonly key: string | null;
	readonly origin: string;
	readonly token: string | undefined;
}

export const usage = `npm run replay -- <file.log> [--to URL] [--key KEY] [--site ORIGIN] [--token TOKEN]
npm run replay -- <archive>… [--to URL] [--token TOKEN]

Sends the page views that a web server's combined log records to Edgewise; or restores people from an archive: files
(.ndjson, .ndjson.gz) or folders of them, as they were downloaded or lie in the bucket.
  --to     the Worker's address (default: the one that npm start runs, else http://localhost:8787)
  --key    the site's key (default: the demonstration's)
  --site   the origin that the log's paths belong to (default: http://shop.localhost:8787)
  --token  an API token, to restore an archive and to read the results (default: the demonstration's log-in)`;

/**
 * Reads the command line. A text instead of options says what is wrong with it.
 * @param isArchivePath tells an archive's file or folder from a log.
 */
export function readOptions(
	args: readonly string[],
	state: State,
	isArchivePath: (path: string) => boolean,
): ReplayOptions | string {
	const text = { type: 'string' } as const;
	let parsed: ReturnType<typeof parse>;
	const parse = () =>
		parseArgs({ args: [...args], allowPositionals: true, options: { to: text, key: text, site: text, token: text } });
	try {
		parsed = parse();
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
	const { values, positionals } = parsed;
	const isArchive = positionals.length > 0 && positionals.every((path) => isArchivePath(path));
	if (positionals.length !== 1 && !isArchive) return 'Give one log file, or files and folders of an archive.';
	const url = originOf(values.to ?? state.url ?? 'http://localhost:8787');
	const origin = originOf(values.site ?? 'http://shop.localhost:8787');
	if (url === null || origin === null) return '--to and --site are addresses, as http://localhost:8787.';
	// The secret key says that a server sends: then times and user agents are the events' own, and not this machine's.
	const key = values.key ?? state.secretKey ?? state.writeKey;
	if (!key && !isArchive) return 'There is no key: give --key, or run npm start first.';
	return { paths: positionals, url, origin, key: key ?? null, token: values.token };
}

function originOf(address: string): string | null {
	if (!URL.canParse(address)) return null;
	const { protocol, origin } = new URL(address);
	return protocol === 'http:' || protocol === 'https:' ? origin : null;
}
