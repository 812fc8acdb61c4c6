/**
 * Hears of events, named with blanks between them, wherever on the page they happen: on their way down, so that nothing the
 * page does with them keeps them from us, and also of those that do not bubble.
 */
export function listen<E extends Event>(types: string, hear: (event: E) => void): void {
	for (const type of types.split(' ')) addEventListener(type, hear as EventListener, true);
}
