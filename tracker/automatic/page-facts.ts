import { options } from '../options.ts';
import { notice } from '../tracker.ts';

interface Load extends PerformanceNavigationTiming {
	/** Absent in older browsers. */
	readonly activationStart?: number;
}

/** How the document was loaded. */
export function readLoad(): Load | undefined {
	return performance.getEntriesByType('navigation')[0] as Load | undefined;
}

/** What the page's address says: that something was searched for on the site. */
export function tellSearch(): void {
	const names = (options.search || 'q,query,search,s').split(',');
	for (const [name, query] of new URLSearchParams(location.search)) {
		if (query && names.includes(name)) notice('Site Searched', { query });
	}
}

/** That the server did not find the page; browsers that do not tell have its title. */
export function tellMissing(): void {
	if (/\b404\b/.test((readLoad()?.responseStatus || document.title) as string))
		notice('Page Not Found', { url: location.href });
}
