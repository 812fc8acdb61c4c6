/** What the pages show of their library, so that one test drives both. */
export interface Sdk {
	page(name: string, properties: object): unknown;
	track(event: string, properties: object): unknown;
	identify(userId: string, traits: object): unknown;
	group(groupId: string, traits: object): unknown;
	alias(userId: string, previousId: string): unknown;
	/** Segment's only. */
	screen?(name: string, properties: object): unknown;
}

declare global {
	interface Window {
		sdk: Sdk;
	}
}

/** What the test tells a page: whose key, and where to send. */
export function told(name: 'key' | 'edge'): string {
	return new URLSearchParams(location.search).get(name) ?? '';
}
