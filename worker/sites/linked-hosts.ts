import { hostMatches } from './hosts.ts';
import type { Site } from './site.ts';

const hostsMax = 20;
/** Hosts are set by owners, but they stand in a script: whatever could end a text in it stays out. */
const plainHost = /^[a-z0-9.:[\]-]+$/;

/** A site's other hosts, with commas between: where a link takes the visitor along. */
export function linkedHosts({ hostnames }: Pick<Site, 'hostnames'>, host: string): string {
	return hostnames
		.filter((hostname) => !hostMatches(hostname, host) && plainHost.test(hostname))
		.slice(0, hostsMax)
		.join(',');
}
