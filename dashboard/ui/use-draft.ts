import { useState } from 'preact/hooks';
import { useUnsaved } from '../layout/guard.ts';

export interface Draft<T> {
	readonly value: T;
	readonly change: (part: Partial<T>) => void;
	readonly dirty: boolean;
	/** Some field's text cannot be used yet. */
	readonly broken: boolean;
	/** For a field named `key`: says whether its text can be used. */
	readonly problem: (key: string) => (broken: boolean) => void;
	/** Takes back what was edited. */
	readonly reset: () => void;
	/** Another after each `reset`: the key of a form whose fields hold text that is no value yet. */
	readonly turn: number;
}

/** An edited copy of what is saved. Begins anew when `saved` changes; leaving while it differs asks first. */
export function useDraft<T extends object>(saved: T): Draft<T> {
	const key = JSON.stringify(saved);
	// Set while rendering, never by an effect: one that runs after the first paint takes back what was typed before it.
	const [edited, setEdited] = useState({ key, value: saved });
	const value = edited.key === key ? edited.value : saved;
	if (edited.key !== key) setEdited({ key, value: saved });
	const [broken, setBroken] = useState<ReadonlySet<string>>(new Set());
	const [turn, setTurn] = useState(0);
	const dirty = broken.size > 0 || JSON.stringify(value) !== key;
	useUnsaved(dirty);
	return {
		value,
		change: (part) => setEdited((old) => ({ ...old, value: { ...old.value, ...part } })),
		dirty,
		broken: broken.size > 0,
		problem: (field) => (isBroken) =>
			setBroken((old) => {
				if (old.has(field) === isBroken) return old;
				const next = new Set(old);
				if (isBroken) next.add(field);
				else next.delete(field);
				return next;
			}),
		reset: () => {
			setEdited({ key, value: saved });
			setBroken(new Set());
			setTurn((count) => count + 1);
		},
		turn,
	};
}
