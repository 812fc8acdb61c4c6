import { readFileSync } from 'node:fs';
import path from 'node:path';
import { printTable } from '../report.ts';
import { builtPeer, peerFile } from './install-peers.ts';
import { peers } from './peers/index.ts';
import { builtScript, sizeOf } from './size-of.ts';

/** Our three files beside what sites of the peers load. */
export function benchSize(): void {
	const ours = ['ew.js', 'edits.js', 'later.js'].map((file) => ({
		name: `edgewise ${file}`,
		script: builtScript(file),
	}));
	const theirs = [
		...peers.map((peer) => ({ name: `${peer.name} ${versionOf(peer.package)}`, script: peer.bundle() })),
		{
			name: `rudderstack ${versionOf('@rudderstack/analytics-js')}, plugins elsewhere`,
			script: builtPeer('rudderstack-core'),
		},
		{
			name: `growthbook ${versionOf('@growthbook/growthbook')} auto`,
			script: readFileSync(peerFile('@growthbook/growthbook/dist/bundles/auto.min.js'), 'utf8'),
		},
	];
	const measured = [...ours, ...theirs].map(({ name, script }) => ({ name, size: sizeOf(script) }));
	measured.sort((a, b) => a.size.gzip - b.size.gzip);
	printTable(
		'Size, in bytes',
		['script', 'raw', 'gzip', 'brotli'],
		measured.map(({ name, size }) => [
			name,
			...[size.raw, size.gzip, size.brotli].map((bytes) => bytes.toLocaleString('en')),
		]),
	);
}

function versionOf(name: string): string {
	return JSON.parse(readFileSync(peerFile(path.join(name, 'package.json')), 'utf8')).version;
}
