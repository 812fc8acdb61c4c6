/** A moment (ms) as the API tells it. */
export function instant(ms: number): string {
	return new Date(ms).toISOString();
}
