import { type CompiledRelease, compileRelease } from '../../core/experience/index.ts';
import type { Env } from '../env.ts';
import type { Site } from '../sites/index.ts';
import { type Snapshot, snapshot } from '../snapshot.ts';
import { readRelease } from './storage.ts';

/** The release last served of each site. */
const served = new Map<string, CompiledRelease>();
/** Releases that are being read, by site and number, so that no two pages read the same one. */
const loading = new Map<string, Snapshot<CompiledRelease>>();

/**
 * The release that a site's record points at, compiled, from isolate memory; null when nothing is published. Only an
 * isolate's first page of a site waits for D1: when the pointer moves, the release before answers until the newer one
 * is read. Throws when it cannot be read.
 */
export async function liveRelease(env: Env, site: Pick<Site, 'id' | 'release'>): Promise<CompiledRelease | null> {
	if (site.release === null) return null;
	const last = served.get(site.id);
	if (last?.release.number === site.release) return last;
	const next = serveRelease(env, site.id, site.release);
	if (!last) return next;
	next.catch((error: unknown) => console.error('the newer release cannot be served', error));
	return last;
}

/** Reads a release and serves it from now on in this isolate, as whoever publishes wants it at once. */
export async function serveRelease(env: Env, siteId: string, number: number): Promise<CompiledRelease> {
	const key = `${siteId}:${number}`;
	const known =
		loading.get(key) ?? snapshot((from) => load(from, siteId, number), { freshMs: Number.POSITIVE_INFINITY });
	loading.set(key, known);
	try {
		return await known.get(env);
	} finally {
		loading.delete(key);
	}
}

/** For tests, which begin with an empty database in the same isolate. */
export function forgetReleases(): void {
	served.clear();
	loading.clear();
}

async function load(env: Env, siteId: string, number: number): Promise<CompiledRelease> {
	const release = await readRelease(env, siteId, number);
	if (!release) throw new Error(`site ${siteId} points at release ${number}, which does not exist`);
	const compiled = compileRelease(release);
	served.set(siteId, compiled);
	return compiled;
}
