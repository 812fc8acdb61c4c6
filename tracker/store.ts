/** Where the tag keeps things by name. No method throws. */
export interface Store {
	keys(): string[];
	get(key: string): string | null;
	set(key: string, value: string): void;
	remove(key: string): void;
}

/** A store for as long as the page lives. */
export function memoryStore(): Store {
	const values = new Map<string, string>();
	return {
		keys: () => [...values.keys()],
		get: (key) => values.get(key) ?? null,
		set: (key, value) => void values.set(key, value),
		remove: (key) => void values.delete(key),
	};
}

/**
 * A store over the browser's own, which may be forbidden (`open` throws), full, or both in turn: what it does not take
 * stays in memory.
 */
export function durableStore(open: () => Storage): Store {
	const memory = memoryStore();
	const ask = <T>(question: (storage: Storage) => T, otherwise: T): T => {
		try {
			return question(open());
		} catch {
			return otherwise;
		}
	};
	return {
		keys: () => [...new Set([...memory.keys(), ...ask(Object.keys, [])])],
		get: (key) => memory.get(key) ?? ask((storage) => storage.getItem(key), null),
		set(key, value) {
			const kept = ask((storage) => storage.setItem(key, value) === undefined, false);
			if (kept) memory.remove(key);
			else memory.set(key, value);
		},
		remove(key) {
			memory.remove(key);
			ask((storage) => storage.removeItem(key), undefined);
		},
	};
}
