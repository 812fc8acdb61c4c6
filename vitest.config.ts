import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { answerOutside } from './worker/testing/outside.node.ts';

/** node: pure logic. workerd: storage, routes and Durable Objects. e2e: people's journeys in a real browser. */
export default defineConfig({
	test: {
		reporters: ['default', './scripts/test/closing-line.ts'],
		projects: [
			{
				test: {
					name: 'node',
					sequence: { groupOrder: 0 },
					environment: 'node',
					testTimeout: 60_000,
					hookTimeout: 60_000,
					include: [
						'{core,tracker,extension,dashboard,demo,scripts,bench,e2e}/**/*.test.ts',
						'worker/**/*.node.test.ts',
					],
				},
			},
			{
				plugins: [
					cloudflareTest(async () => ({
						wrangler: { configPath: './wrangler.toml' },
						miniflare: {
							outboundService: answerOutside,
							bindings: {
								MIGRATIONS: await readD1Migrations('migrations'),
								SECRET: 'a secret that only tests know, 32+',
								// Endpoints of tests are on loopback, which only one's own machine may call.
								PUBLIC_URL: 'http://localhost:8787',
								// All tests come from one address and share one isolate; the limits' own tests set theirs.
								ADDRESS_LIMIT: 'off',
								PUBLIC_KEY_LIMIT: 'off',
								SECRET_KEY_LIMIT: 'off',
							},
						},
					})),
				],
				test: {
					name: 'workerd',
					sequence: { groupOrder: 1 },
					include: ['worker/**/*.workerd.test.ts'],
					// Two cores with noisy neighbours: a test that takes one second there took seven.
					testTimeout: 60_000,
					hookTimeout: 60_000,
					expect: { poll: { timeout: 30_000 } },
					isolate: false,
					globalSetup: ['worker/testing/endpoint-setup.node.ts'],
					setupFiles: ['worker/testing/setup.ts'],
				},
			},
			{
				test: {
					name: 'e2e',
					sequence: { groupOrder: 2 },
					environment: 'node',
					include: ['e2e/**/*.e2e.ts'],
					globalSetup: ['e2e/setup.ts'],
					// A loaded machine takes half a minute for what takes two seconds elsewhere.
					testTimeout: 180_000,
					hookTimeout: 240_000,
					expect: { poll: { timeout: 30_000 } },
					fileParallelism: false,
				},
			},
		],
	},
});
