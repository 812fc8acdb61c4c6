import { compileRelease, readPage } from '../../../core/experience/index.ts';
import type { Experience } from '../../../core/release/types.ts';

/** Each page is a request to the site, and some milliseconds of work. */
const mostPages = 5;

/**
 * The pages, as paths with their query, that an experience's edits are checked on: those that it names, then those that people
 * have seen of late where it names a pattern, then the first page.
 * @param seen paths, the most frequent first
 */
export function pagesToCheck(experience: Experience, hostnames: readonly string[], seen: readonly string[]): string[] {
	const [host = 'localhost'] = hostnames;
	const [compiled] = compileRelease({ siteId: '', number: 0, publishedAt: '', experiences: [experience] }).experiences;
	const named = experience.pages.include.flatMap((pattern) => pathOf(pattern, hostnames) ?? []);
	const fitting = [...named, ...seen, '/'].filter((path) => {
		const page = readPage(`https://${host}${path}`);
		return page !== null && compiled?.matchesPage(page);
	});
	return [...new Set(fitting)].slice(0, mostPages);
}

/** The path of a pattern that means one page; null for any other. */
function pathOf(pattern: string, hostnames: readonly string[]): string | null {
	const address = pattern.startsWith('/') ? pattern : null;
	const url = address === null ? URL.parse(pattern) : URL.parse(address, 'https://localhost');
	if (!url || /[*]|\/:[a-z_]/i.test(pattern.replace(/^[a-z*]+:\/\/[^/]*/i, ''))) return null;
	return address !== null || hostnames.includes(url.host) ? `${url.pathname}${url.search}` : null;
}
