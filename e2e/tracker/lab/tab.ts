/** A tab as columns use it, whichever browser it is in. */
export interface Tab {
	/** Goes there, and resolves when the page has loaded. */
	go(url: string): Promise<void>;
	/** Runs a script in the page and answers its value, awaited. */
	run(script: string): Promise<unknown>;
	/** Closes it as a person does: the page may say goodbye. */
	close(): Promise<void>;
}

/** A browser with its own process and its own profile on disk. */
export interface RealBrowser {
	/** Quits as from its menu. */
	close(): Promise<void>;
	/** Ends it and all its processes in the middle of whatever they do, as a power cut does. */
	kill(): Promise<void>;
}

/** One that somebody steers. */
export interface SteeredBrowser extends RealBrowser {
	/** The tab that it came up with. */
	readonly tab: Tab;
	newTab(): Promise<Tab>;
	/** Tells its pages that the network is gone, or back, where the browser can be told. */
	setOffline(offline: boolean): Promise<void>;
}

/** A profile folder, which outlives the browsers that open it. */
export interface Profile {
	readonly folder: string;
	open(): Promise<SteeredBrowser>;
	/** Not steered: where somebody looks into it, Chromium does not prerender. */
	openAt(url: string): Promise<RealBrowser>;
	/** Ends what still runs, and removes the folder. */
	remove(): Promise<void>;
}

/** Runs a script again and again until its value is true; false when it is not so in time. Pages may go meanwhile. */
export async function becomesTrue(tab: Tab, script: string, withinMs: number): Promise<boolean> {
	const deadline = performance.now() + withinMs;
	do {
		if ((await tab.run(script).catch(() => false)) === true) return true;
		await new Promise((resolve) => setTimeout(resolve, 20));
	} while (performance.now() < deadline);
	return false;
}
