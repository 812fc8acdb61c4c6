/** A segment that a condition speaks of, and where: `$and[1].$segment`. */
export interface Mention {
	readonly id: string;
	readonly path: string;
}

/** Segments that any condition within this JSON speaks of, wherever it stands. Does not recurse: conditions may nest deep. */
export function segmentMentions(json: unknown): Mention[] {
	const found: Mention[] = [];
	const open: { readonly value: unknown; readonly path: string }[] = [{ value: json, path: '' }];
	for (let next = open.pop(); next; next = open.pop()) {
		const { value, path } = next;
		if (typeof value !== 'object' || value === null) continue;
		for (const [key, inner] of Object.entries(value)) {
			const at = Array.isArray(value) ? `${path}[${key}]` : [path, key].filter((part) => part !== '').join('.');
			const id = key === '$segment' ? segmentId(inner) : null;
			if (id !== null) found.push({ id, path: at });
			else open.push({ value: inner, path: at });
		}
	}
	return found;
}

/** Ids of the segments that any condition within this JSON speaks of. */
export function mentionedSegments(json: unknown): Set<string> {
	return new Set(segmentMentions(json).map(({ id }) => id));
}

/** `"vip"` or `{ "id": "vip", "$for": "7d" }`. */
function segmentId(json: unknown): string | null {
	if (typeof json === 'string') return json;
	if (typeof json !== 'object' || json === null || !('id' in json)) return null;
	return typeof json.id === 'string' ? json.id : null;
}
