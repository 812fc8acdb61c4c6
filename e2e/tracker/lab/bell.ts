/** Wakes who waits for something to become true. */
export interface Bell {
	/** Something happened: whoever waits looks again. */
	ring(): void;
	/** True as soon as the condition holds; false when it still does not after `withinMs`. */
	until(condition: () => boolean, withinMs: number): Promise<boolean>;
	/** True once nothing has rung for `forMs`; false when it does not come to rest `withinMs`. */
	rest(forMs: number, withinMs: number): Promise<boolean>;
}

/** Makes a bell. */
export function newBell(): Bell {
	const waiting = new Set<() => void>();
	let rungAt = performance.now();
	const until: Bell['until'] = (condition, withinMs) =>
		new Promise((resolve) => {
			const end = (held: boolean) => {
				clearTimeout(timer);
				waiting.delete(look);
				resolve(held);
			};
			const look = () => condition() && end(true);
			const timer = setTimeout(() => end(condition()), withinMs);
			waiting.add(look);
			look();
		});
	return {
		ring() {
			rungAt = performance.now();
			for (const look of [...waiting]) look();
		},
		until,
		async rest(forMs, withinMs) {
			const deadline = performance.now() + withinMs;
			for (;;) {
				const heard = rungAt;
				const quietMs = performance.now() - rungAt;
				if (quietMs >= forMs) return true;
				if (performance.now() >= deadline) return false;
				await until(() => rungAt !== heard, forMs - quietMs);
			}
		},
	};
}
