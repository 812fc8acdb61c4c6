import type { Handler } from './types.ts';

/** Who hears of what the tracker does. A handler that throws harms nobody else. */
export interface Hearing {
	on(name: string, handler: Handler): void;
	/** Without a handler, all of that name are dropped. */
	off(name: string, handler?: Handler): void;
	tell(name: string, event: unknown): void;
}

/** Starts with nobody listening. */
export function startHearing(): Hearing {
	let listeners: { name: string; handler: Handler }[] = [];
	return {
		on(name, handler) {
			listeners = [...listeners, { name, handler }];
		},
		off(name, handler) {
			listeners = listeners.filter((each) => each.name !== name || (handler && each.handler !== handler));
		},
		tell(name, event) {
			for (const each of listeners) {
				if (each.name !== name) continue;
				try {
					each.handler(event);
				} catch (error) {
					console.error(error);
				}
			}
		},
	};
}
