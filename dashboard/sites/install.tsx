import type { Site } from '../shapes/sites.ts';
import { Snippet } from '../ui/copy.tsx';
import { installSnippet } from './install-snippet.ts';

/** The tag to put on the site, ready to copy. */
export function Install({ site }: { site: Site }) {
	return <Snippet label="Copy the tag" code={installSnippet(location.origin, site)} />;
}
