/** Ids of the segments that any condition within this JSON speaks of, wherever it stands. */
export function mentionedSegments(json: unknown): Set<string> {
	const found = new Set<string>();
	collect(json, found);
	return found;
}

function collect(json: unknown, found: Set<string>): void {
	if (typeof json !== 'object' || json === null) return;
	for (const [key, value] of Object.entries(json)) {
		if (key === '$segment' && typeof value === 'string') found.add(value);
		else collect(value, found);
	}
}
