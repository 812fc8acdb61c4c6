import { attempt } from './attempt.ts';

/**
 * Hears of events, named with blanks between them, wherever on the page they happen: on their way down, so that nothing the
 * page does with them keeps them from us, and also of those that do not bubble. What they are about can be anything, even what
 * cannot be looked at: that is no error of the page's.
 */
export function listen<E extends Event>(types: string, hear: (event: E) => void): void {
	const heard = (event: Event) => attempt(() => hear(event as E));
	for (const type of types.split(' ')) addEventListener(type, heard, true);
}
