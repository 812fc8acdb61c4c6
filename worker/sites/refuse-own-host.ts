import { Refusal } from '../../core/refusal.ts';
import { hostMatches } from './hosts.ts';

/**
 * Refuses settings that would take the dashboard off its own host, or have the Worker fetch pages from itself for ever.
 * @param ownHosts hosts at which this Worker's dashboard is reached
 */
export function refuseOwnHost(
	site: { readonly hostnames: readonly string[]; readonly origin: string | null },
	ownHosts: readonly string[],
): void {
	const hostname = site.hostnames.find((one) => ownHosts.some((own) => hostMatches(one, own)));
	if (hostname !== undefined) {
		throw new Refusal('hostname-is-own', `The dashboard is at ${hostname}: it cannot be a site's hostname too.`, {
			path: 'hostnames',
			hint: 'Give the site a host of its own that leads to this Worker.',
		});
	}
	if (site.origin !== null && ownHosts.includes(new URL(site.origin).host)) {
		throw new Refusal('origin-is-own', 'The origin is this Worker itself.', {
			path: 'origin',
			hint: 'Give the address of the server that has the pages.',
		});
	}
}
