/** The settings of `Env` that are read here. */
export interface MachineSettings {
	readonly CLIENT_ADDRESS?: string;
	readonly PUBLIC_URL?: string;
}

/** Names that lead nowhere on the internet. */
const innerNames = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;

/** IPv4 networks that are not the internet (RFC 6890), as first address and prefix length. */
const innerNetworks: readonly (readonly [address: string, bits: number])[] = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
];

/** Whether this is somebody's own machine, where an endpoint may be on the same one. */
export function isOwnMachine({ CLIENT_ADDRESS, PUBLIC_URL }: MachineSettings): boolean {
	if (CLIENT_ADDRESS === 'socket') return true;
	return PUBLIC_URL !== undefined && URL.canParse(PUBLIC_URL) && isLoopback(new URL(PUBLIC_URL).hostname);
}

/**
 * Why nothing is sent to an address; null when it may be called. A Worker sees names and not where they lead: a name of the
 * internet that leads to an inner address is not known for one here.
 * @param ownMachine loopback addresses may be called, also by http
 */
export function endpointComplaint(text: string, ownMachine: boolean): string | null {
	if (!URL.canParse(text)) return 'This is no web address.';
	const { protocol, hostname, username, password } = new URL(text);
	if (username !== '' || password !== '') return 'A name and a password do not belong in the address: use a header.';
	const host = hostname.replace(/\.$/, '');
	if (isLoopback(host) && ownMachine && (protocol === 'http:' || protocol === 'https:')) return null;
	if (protocol !== 'https:') return 'The address must begin with https://.';
	if (isInner(host)) return 'The address leads into a private network.';
	return null;
}

function isLoopback(host: string): boolean {
	return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}

function isInner(host: string): boolean {
	if (host.startsWith('[')) return !isPublicV6(host.slice(1, -1));
	const v4 = numberOf(host);
	if (v4 !== null) return innerNetworks.some(([address, bits]) => isWithin(v4, numberOf(address) ?? 0, bits));
	return !host.includes('.') || innerNames.test(host);
}

/** Global unicast, but what wraps an IPv4 address (6to4, Teredo) or is for documents. */
function isPublicV6(address: string): boolean {
	if (!/^[23][\da-f]{3}:/.test(address)) return false;
	return !/^(2002:|2001:0?:|2001::|2001:db8:)/.test(address);
}

/** The URL parser writes every IPv4 address as four decimals. */
function numberOf(host: string): number | null {
	if (!/^\d+(\.\d+){3}$/.test(host)) return null;
	return host.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function isWithin(address: number, network: number, bits: number): boolean {
	const size = 2 ** (32 - bits);
	return Math.floor(address / size) === Math.floor(network / size);
}
