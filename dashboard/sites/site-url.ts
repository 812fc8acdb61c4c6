interface Place {
	readonly protocol: string;
	readonly hostname: string;
	readonly port: string;
}

/**
 * Where a site's pages are found, seen from the dashboard's own address. On one machine (`*.localhost`) everything is on
 * one port, which hostnames are stored without; elsewhere the hostname says all.
 */
export function siteUrl(hostname: string, here: Place): string {
	const local = hostname.endsWith('.localhost') && here.port !== '';
	return `${here.protocol}//${hostname}${local ? `:${here.port}` : ''}/`;
}
