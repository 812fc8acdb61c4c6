import { effect } from '@preact/signals';
import type { Host } from './host.ts';
import { type Pick, pickElement } from './pick-element.ts';

/**
 * Lets elements of the page be picked for as long as `wish`, which reads signals, says how.
 * @param wish is told the signal that aborts with this picking; null when nothing is to be picked
 */
export function pickWhile(host: Host, wish: (until: AbortSignal) => Pick | null, signal: AbortSignal): void {
	let picking: AbortController | undefined;
	const stop = effect(() => {
		picking?.abort();
		picking = new AbortController();
		const until = AbortSignal.any([signal, picking.signal]);
		const pick = wish(until);
		if (pick) pickElement(host, pick, until);
	});
	signal.addEventListener('abort', stop);
}
