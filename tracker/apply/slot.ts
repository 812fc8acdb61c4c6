import type { Change } from './outcome.ts';

/** A place in the page that holds one value, and what is to stand there. */
export interface Slot {
	readonly value: string | null;
	get(): string | null;
	set(value: string | null): void;
}

/** Fills an element's slots. Taking it back gives those that still hold what was put there what they had. */
export function fill(element: Element, slots: readonly Slot[]): Change {
	const before = slots.map(({ get }) => get());
	// What is there already is not written again: pages watch their attributes.
	if (slots.some(({ get, value }) => get() !== value)) for (const { set, value } of slots) set(value);
	// As the browser spells it.
	const ours = slots.map(({ get }) => get());
	const isOurs = ({ get }: Slot, i: number) => get() === ours[i];
	return {
		undo: () => {
			slots.forEach((slot, i) => {
				if (isOurs(slot, i)) slot.set(before[i] ?? null);
			});
		},
		holds: () => element.isConnected && slots.every(isOurs),
	};
}

/** An attribute, which is not there where the value is null. */
export function attribute(element: Element, name: string, value: string | null): Slot {
	return {
		value,
		get: () => element.getAttribute(name),
		set: (to) => (to === null ? element.removeAttribute(name) : element.setAttribute(name, to)),
	};
}
