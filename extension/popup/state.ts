import { signal } from '@preact/signals';
import browser from 'webextension-polyfill';
import { askFromPopup } from '../ask.ts';
import type { Connection } from '../messages.ts';
import { type TroubleText, troubleOf } from '../ui/trouble.tsx';

/** How the extension stands to its workspace; null until known. */
export const connection = signal<Connection | null>(null);
export const trouble = signal<TroubleText | null>(null);
export const busy = signal(false);

/** Reads the connection now and whenever the background worker changes it, until the signal aborts. */
export async function followConnection(stop: AbortSignal): Promise<void> {
	const read = () =>
		attempt(async () => {
			connection.value = await askFromPopup('read-connection', {});
		});
	const onChange = (changes: object) => {
		if ('connection' in changes) read();
	};
	browser.storage.local.onChanged.addListener(onChange);
	stop.addEventListener('abort', () => browser.storage.local.onChanged.removeListener(onChange));
	await read();
}

/** Does something that may be refused, and shows why. One thing at a time. */
export async function attempt(act: () => Promise<void>): Promise<void> {
	busy.value = true;
	trouble.value = null;
	try {
		await act();
	} catch (error) {
		trouble.value = troubleOf(error);
	}
	busy.value = false;
}

/** Forgets the workspace, or the request for access that waits. */
export function disconnect(): Promise<void> {
	return attempt(async () => {
		connection.value = await askFromPopup('disconnect', {});
	});
}
