/**
 * What the extension knows of its workspace. The token stays in storage.local, which content scripts can read in some
 * browsers unless told otherwise, so access is narrowed to the extension's own contexts where the browser can.
 */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { Refusal } from '../../core/refusal.ts';
import type { Access } from '../api/call.ts';
import { meShape } from '../api/shapes.ts';

const requestShape = v.object({
	workspace: v.string(),
	deviceCode: v.string(),
	userCode: v.string(),
	approveUrl: v.string(),
	intervalMs: v.number(),
	expiresAt: v.number(),
});

const storedShape = v.variant('state', [
	v.object({ state: v.literal('disconnected'), workspace: v.nullable(v.string()), says: v.nullable(v.string()) }),
	v.object({ state: v.literal('waiting'), request: requestShape }),
	v.object({ state: v.literal('connected'), workspace: v.string(), token: v.string(), me: meShape }),
]);
export type StoredConnection = v.InferOutput<typeof storedShape>;

const never: StoredConnection = { state: 'disconnected', workspace: null, says: null };

export async function readConnection(): Promise<StoredConnection> {
	const { connection } = await browser.storage.local.get('connection');
	const parsed = v.safeParse(storedShape, connection);
	return parsed.success ? parsed.output : never;
}

export async function keepConnection(connection: StoredConnection): Promise<void> {
	await browser.storage.local.set({ connection });
}

/** Forgets the token and all unsaved work, which belongs to that workspace. `says` tells a person why. */
export async function forgetConnection(says: string | null): Promise<void> {
	const before = await readConnection();
	const workspace = before.state === 'waiting' ? before.request.workspace : before.workspace;
	await browser.storage.local.clear();
	await keepConnection({ state: 'disconnected', workspace, says });
}

/** The right to call the API. Refused while no workspace is connected. */
export async function readAccess(): Promise<Access> {
	const connection = await readConnection();
	if (connection.state === 'connected') return connection;
	throw new Refusal('not-connected', 'Edgewise is not connected to a workspace.', {
		status: 401,
		hint: 'Open the extension from the toolbar and connect.',
	});
}

/** Where the browser can, content scripts are kept from the extension's storage. */
export async function closeStorageToPages(): Promise<void> {
	const area: object = browser.storage.local;
	if ('setAccessLevel' in area && typeof area.setAccessLevel === 'function') {
		await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
	}
}
