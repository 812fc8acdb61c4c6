import { type BanditWeights, type CompiledRelease, compileRelease, withWeights } from '../../core/experience/index.ts';
import type { Env } from '../env.ts';
import type { Site } from '../sites/index.ts';
import { type Snapshot, snapshot } from '../snapshot.ts';
import { learnedWeights } from './learned-weights.ts';
import { readRelease } from './storage.ts';

interface Served {
	readonly compiled: CompiledRelease;
	/** What its bandits had learned; null where it has none. */
	readonly weights: BanditWeights | null;
}

/** The release last served of each site. */
const served = new Map<string, Served>();
/** Releases that are being read, by site and number, so that no two pages read the same one. */
const loading = new Map<string, Snapshot<CompiledRelease>>();

/**
 * The release that a site's record points at, compiled, from isolate memory; null when nothing is published. Only an
 * isolate's first page of a site waits for D1: when the pointer moves, the release before answers until the newer one
 * is read, and so do the shares of bandits. Throws when it cannot be read.
 */
export async function liveRelease(env: Env, site: Pick<Site, 'id' | 'release'>): Promise<CompiledRelease | null> {
	if (site.release === null) return null;
	const last = served.get(site.id);
	if (last?.compiled.release.number === site.release) return learning(env, last);
	const next = serveRelease(env, site.id, site.release);
	if (!last) return next;
	next.catch((error: unknown) => console.error('the newer release cannot be served', error));
	return learning(env, last);
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
	learnedWeights.invalidate();
}

async function learning(env: Env, last: Served): Promise<CompiledRelease> {
	const { compiled, weights: before } = last;
	if (before === null) return compiled;
	const weights = await learnedWeights.get(env);
	if (weights === before) return compiled;
	const learned = withWeights(compiled, weights);
	served.set(compiled.release.siteId, { compiled: learned, weights });
	return learned;
}

async function load(env: Env, siteId: string, number: number): Promise<CompiledRelease> {
	const release = await readRelease(env, siteId, number);
	if (!release) throw new Error(`site ${siteId} points at release ${number}, which does not exist`);
	const isLearning = release.experiences.some(({ kind }) => kind === 'bandit');
	const weights = isLearning ? await learnedWeights.get(env) : null;
	const compiled = compileRelease(release, weights ? { weights } : {});
	served.set(siteId, { compiled, weights });
	return compiled;
}
