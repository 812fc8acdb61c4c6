// @ts-check
/**
 * Tells the tracker something, by its queue: `tell('track', 'Product Added', { … })`.
 * The queue is there before the tracker's script is, so order does not matter; blocked, it is an array that nobody reads.
 * @param {string} method
 * @param {...unknown} values
 */
export function tell(method, ...values) {
	const page =
		/** @type {{ edgewise?: { push(call: (tag: Record<string, (...values: unknown[]) => unknown>) => unknown): unknown } }} */ (
			/** @type {unknown} */ (globalThis)
		);
	page.edgewise ??= [];
	page.edgewise.push((tag) => tag[method]?.(...values));
}
