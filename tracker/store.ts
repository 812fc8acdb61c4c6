/** Where the tag keeps things by name. No method throws. */
export interface Store {
	keys(): string[];
	get(key: string): string | null;
	set(key: string, value: string): void;
	remove(key: string): void;
}

/**
 * A store over the browser's own, which may be forbidden (`open` throws), full, or both in turn: what it does not take
 * stays in memory, for as long as the page lives.
 */
export function openStore(open: () => Storage): Store {
	const memory = new Map<string, string>();
	const ask = <T>(question: (storage: Storage) => T, otherwise: T): T => {
		try {
			return question(open());
		} catch {
			return otherwise;
		}
	};
	return {
		keys: () => [...memory.keys(), ...ask(Object.keys, [])],
		get: (key) => memory.get(key) ?? ask((storage) => storage.getItem(key), null),
		set(key, value) {
			const kept = ask((storage) => storage.setItem(key, value) === undefined, false);
			if (kept) memory.delete(key);
			else memory.set(key, value);
		},
		remove(key) {
			memory.delete(key);
			ask((storage) => storage.removeItem(key), undefined);
		},
	};
}
