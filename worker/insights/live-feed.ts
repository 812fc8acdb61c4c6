import { DurableObject } from 'cloudflare:workers';
import type { LiveItem } from '../../core/live/types.ts';
import type { Env } from '../env.ts';
import { allShards } from '../profiles/index.ts';

/** How long a shard reports without being told again. */
const leaseMs = 45_000;
const renewMs = 20_000;
/** Browsers that may watch at once. */
const watchersMax = 100;

/**
 * The live view's hub: there is only ever one, named "live". Dashboards hold hibernating WebSockets to it, shards
 * report to it, and only while somebody watches: the first watcher tells the shards, an alarm renews the lease.
 */
export class LiveFeed extends DurableObject<Env> {
	override async fetch(request: Request): Promise<Response> {
		if (request.headers.get('upgrade') !== 'websocket') return new Response('Expected a WebSocket.', { status: 426 });
		if (this.ctx.getWebSockets().length >= watchersMax) return new Response('Too many watchers.', { status: 503 });
		const { 0: browser, 1: here } = new WebSocketPair();
		this.ctx.acceptWebSocket(here);
		await this.#renew();
		return new Response(null, { status: 101, webSocket: browser });
	}

	/** Passes events on to everyone who watches. */
	async report(items: readonly LiveItem[]): Promise<void> {
		const frame = JSON.stringify({ kind: 'events', items });
		for (const socket of this.ctx.getWebSockets()) send(socket, frame);
	}

	async watchedUntil(): Promise<number> {
		return this.ctx.getWebSockets().length > 0 ? Date.now() + leaseMs : 0;
	}

	override async alarm(): Promise<void> {
		if (this.ctx.getWebSockets().length > 0) await this.#renew();
	}

	override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
		if (message === 'ping') send(socket, 'pong');
	}

	override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
		// 1005 and 1006 say that no code came; they may not be sent.
		socket.close(code === 1005 || code === 1006 ? 1000 : code);
	}

	/** Never throws: who watches goes on watching, and the next alarm tells the shards that could not be told now. */
	async #renew(): Promise<void> {
		await this.ctx.storage.setAlarm(Date.now() + renewMs);
		const shards = await allShards(this.env).catch((error: unknown) => {
			console.error('shards not told to report', error);
			return [];
		});
		const told = await Promise.allSettled(shards.map((shard) => shard.watch(Date.now() + leaseMs)));
		for (const result of told)
			if (result.status === 'rejected') console.error('shard not told to report', result.reason);
	}
}

function send(socket: WebSocket, frame: string): void {
	try {
		socket.send(frame);
	} catch {
		// A socket that is closing; its close handler follows.
	}
}
