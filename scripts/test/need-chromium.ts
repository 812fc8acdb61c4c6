import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from '../../e2e/find-chromium.ts';

/** Makes sure of a browser: Debian's is installed when we may; elsewhere one line says what to do. */
export function needChromium(): void {
	if (findChromium() !== null) return;
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		console.log('Installing Chromium with apt …');
		const apt = (args: string[]) =>
			spawnSync('apt-get', args, {
				stdio: ['ignore', 'ignore', 'inherit'],
				env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
			});
		apt(['update']);
		apt(['install', '-y', '--no-install-recommends', 'chromium']);
	}
	if (findChromium() !== null) return;
	console.error('The tests need Chromium: install it, or set EDGEWISE_CHROMIUM to the path of Chrome or Chromium.');
	process.exit(1);
}
