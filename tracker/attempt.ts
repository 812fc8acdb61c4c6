/** What the work answers, or undefined when it throws: nothing that a page forbids us may reach the page as an error. */
export function attempt<T>(work: () => T): T | undefined {
	try {
		return work();
	} catch {}
}
