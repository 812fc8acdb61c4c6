/**
 * The few globals that core may use because Node, workerd and every browser have them alike.
 * Everything else of the platform (DOM, Workers, clock, randomness) stays outside core.
 */
declare class URL {
	constructor(url: string, base?: string);
	static canParse(url: string, base?: string): boolean;
	static parse(url: string, base?: string): URL | null;
	readonly href: string;
	readonly protocol: string;
	readonly host: string;
	readonly hostname: string;
	readonly origin: string;
	readonly pathname: string;
	search: string;
	hash: string;
	readonly searchParams: URLSearchParams;
}
declare class URLSearchParams implements Iterable<[string, string]> {
	constructor(init?: string | Record<string, string>);
	get(name: string): string | null;
	getAll(name: string): string[];
	has(name: string): boolean;
	append(name: string, value: string): void;
	[Symbol.iterator](): IterableIterator<[string, string]>;
}
declare class URLPattern {
	constructor(
		init: { protocol?: string; hostname?: string; pathname?: string; search?: string } | string,
		base?: string,
	);
	test(input: string): boolean;
}
declare class TextDecoder {
	decode(bytes: Uint8Array): string;
}
declare class TextEncoder {
	encode(text: string): Uint8Array;
}
