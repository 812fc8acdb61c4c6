import browser from 'webextension-polyfill';
import { workspaceOrigin } from '../api/address.ts';
import { call } from '../api/call.ts';
import { type DeviceRequest, pollDevice, requestDevice } from '../api/device.ts';
import { meShape } from '../api/shapes.ts';
import type { Connection } from '../messages.ts';
import { forgetConnection, keepConnection, readConnection, type StoredConnection } from './connection.ts';

/** Asks a workspace for access, and opens the page on which a person grants it. */
export async function connect(address: string): Promise<Connection> {
	const request = await requestDevice(workspaceOrigin(address), Date.now());
	await keepConnection({ state: 'waiting', request });
	await browser.tabs.create({ url: request.approveUrl });
	schedulePoll(request);
	return await showConnection();
}

/** Goes on asking after the worker was stopped: browsers stop an idle one, and start it at the next event. */
export async function resumeConnecting(): Promise<void> {
	const connection = await readConnection();
	if (connection.state === 'waiting') schedulePoll(connection.request);
}

/** The connection as the popup may know it: without token and device code. */
export async function showConnection(): Promise<Connection> {
	const connection = await readConnection();
	if (connection.state !== 'waiting') return withoutSecret(connection);
	const { workspace, userCode, approveUrl } = connection.request;
	return { state: 'waiting', workspace, userCode, approveUrl };
}

function withoutSecret(connection: Exclude<StoredConnection, { state: 'waiting' }>): Connection {
	if (connection.state === 'disconnected') return connection;
	const { state, workspace, me } = connection;
	return { state, workspace, me };
}

function schedulePoll(request: DeviceRequest): void {
	setTimeout(() => poll(request).catch(() => schedulePoll(request)), request.intervalMs);
}

async function poll(request: DeviceRequest): Promise<void> {
	if (!(await isStillAsked(request))) return;
	if (Date.now() > request.expiresAt) return await forgetConnection('The code expired before it was approved.');
	const answer = await pollDevice(request);
	// Cancelled while the question was under way: the answer is nobody's any more.
	if (!(await isStillAsked(request))) return;
	if (answer.state === 'pending') return schedulePoll({ ...request, intervalMs: answer.intervalMs });
	if (answer.state === 'ended') return await forgetConnection(answer.says);
	await finish(request.workspace, answer.token);
}

async function isStillAsked({ deviceCode }: DeviceRequest): Promise<boolean> {
	const connection = await readConnection();
	return connection.state === 'waiting' && connection.request.deviceCode === deviceCode;
}

async function finish(workspace: string, token: string): Promise<void> {
	const me = await call({ workspace, token }, { method: 'GET', path: '/api/me' }, meShape);
	await keepConnection({ state: 'connected', workspace, token, me });
}
