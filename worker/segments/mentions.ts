/** Ids of the segments that any condition within this JSON speaks of, wherever it stands. Does not recurse: conditions may nest deep. */
export function mentionedSegments(json: unknown): Set<string> {
	const found = new Set<string>();
	const open: unknown[] = [json];
	while (open.length > 0) {
		const value = open.pop();
		if (typeof value !== 'object' || value === null) continue;
		for (const [key, inner] of Object.entries(value)) {
			const id = key === '$segment' ? segmentId(inner) : null;
			if (id !== null) found.add(id);
			else open.push(inner);
		}
	}
	return found;
}

/** `"vip"` or `{ "id": "vip", "$for": "7d" }`. */
function segmentId(json: unknown): string | null {
	if (typeof json === 'string') return json;
	if (typeof json !== 'object' || json === null || !('id' in json)) return null;
	return typeof json.id === 'string' ? json.id : null;
}
