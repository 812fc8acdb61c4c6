import { spawn } from 'node:child_process';
import path from 'node:path';
import { startShop } from '../demo/server.ts';
import { build } from './build.ts';
import { needTool, root, toolEnvironment } from './run-command.ts';
import { enterWorkspace } from './start/admin.ts';
import { openDemo, seedDemo } from './start/seed.ts';
import { readState } from './start/state.ts';

/** `npm run dev`: wrangler with reload, and builds that follow every change of tracker, dashboard and extension. */
const dataDir = path.join(root, '.edgewise', 'dev');
const port = 8787;
const url = `http://localhost:${port}`;
const state = readState(dataDir);

await build((line) => console.log(line), ['tracker', 'dashboard', 'extension']);
await needTool('wrangler', ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', dataDir]);

const children = [
	start('wrangler', ['dev', '--port', String(port), '--persist-to', dataDir, '--var', `SECRET:${state.secret}`]),
	start('vite', ['build', '--watch', '-c', 'dashboard/vite.config.ts', '--logLevel', 'warn']),
	start('vite', ['build', '--watch', '-c', 'tracker/vite.config.ts', '--logLevel', 'warn']),
];
process.on('exit', () => {
	for (const child of children) child.kill();
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));

await serving();
const api = await enterWorkspace(url, state);
const { site, fresh } = await seedDemo(api, `http://shop.localhost:${port}`);
const shop = await startShop({ port: 0, writeKey: site.writeKey });
await openDemo(api, site.id, shop.url, fresh);
console.log(`\nDashboard ${url} (${state.email} / ${state.password}), shop http://shop.localhost:${port}\n`);

function start(name: string, args: readonly string[]) {
	return spawn(path.join(root, 'node_modules', '.bin', name), args, {
		cwd: root,
		env: toolEnvironment,
		stdio: 'inherit',
	});
}

/** Resolves when the Worker answers; wrangler says nothing that a program could wait for. */
async function serving(): Promise<void> {
	for (;;) {
		const answer = await fetch(`${url}/api/openapi.json`).catch(() => null);
		if (answer?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
}
