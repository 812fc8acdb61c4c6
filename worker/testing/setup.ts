import { applyD1Migrations, type D1Migration, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach } from 'vitest';
import { forgetCleansing } from '../cleansing/index.ts';
import type { Env as EdgewiseEnv } from '../env.ts';
import { forgetReleases } from '../experiences/live-release.ts';
import { forgetVerdicts } from '../experiences/verdict/live-verdicts.ts';
import { forgetHealth } from '../health/index.ts';
import { forgetPlans } from '../plans/index.ts';
import { forgetDefinitions } from '../profiles/held-definitions.ts';
import { forgetCatalog } from '../recommendations/index.ts';
import { invalidateSites } from '../sites/storage.ts';

declare global {
	namespace Cloudflare {
		/** What `env` of `cloudflare:workers` holds in tests. */
		interface Env extends EdgewiseEnv {
			readonly MIGRATIONS: D1Migration[];
		}
	}
}

// Every test begins with an empty workspace: files share one runtime, which is eight times as fast as one each.
beforeEach(async () => {
	// A shard's alarm that is writing to D1 just then can keep D1 as it was.
	do {
		await reset();
		await applyD1Migrations(env.DB, env.MIGRATIONS);
	} while (await hasSites());
	invalidateSites();
	forgetReleases();
	forgetVerdicts();
	forgetPlans();
	forgetDefinitions();
	forgetCatalog();
	forgetCleansing();
	forgetHealth();
});

async function hasSites(): Promise<boolean> {
	return (await env.DB.prepare('SELECT 1 FROM sites LIMIT 1').first()) !== null;
}
