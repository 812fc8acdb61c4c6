/** ISO instant to what `datetime-local` shows in the reader's time zone; empty for null. */
export function toLocalInput(iso: string | null): string {
	if (iso === null) return '';
	const date = new Date(iso);
	if (Number.isNaN(date.getTime())) return '';
	const two = (part: number) => String(part).padStart(2, '0');
	const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
	return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What `datetime-local` holds to an ISO instant; null when empty. */
export function fromLocalInput(text: string): string | null {
	const date = new Date(text);
	return text === '' || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
