import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Product, startProduct } from './product.ts';

declare module 'vitest' {
	interface ProvidedContext {
		product: Product;
	}
}

/** Starts the product once for all journeys: built, migrated, seeded, with the demo shop. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'edgewise-e2e-'));
	const running = await startProduct(dataDir);
	const { url, shopUrl, email, password, writeKey, secretKey, shards } = running;
	project.provide('product', { url, shopUrl, email, password, writeKey, secretKey, dataDir, shards });
	return async () => {
		await running.stop();
		rmSync(dataDir, { recursive: true, force: true });
	};
}
