import { attempt } from './attempt.ts';
import type { Handler } from './types.ts';

let listeners: (readonly [name: string, handler: Handler])[] = [];

/** Calls `handler` whenever something of that name is told. */
export function on(name: string, handler: Handler): void {
	listeners.push([name, handler]);
}

/** Stops that. Without a handler, all of that name are dropped. */
export function off(name: string, handler?: Handler): void {
	listeners = listeners.filter((each) => each[0] !== name || (handler && each[1] !== handler));
}

/** A handler that throws harms nobody else. */
export function tell(name: string, event?: unknown): void {
	for (const [heard, handler] of listeners) if (heard === name) attempt(() => handler(event));
}
