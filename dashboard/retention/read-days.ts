/** Days as they are typed in: empty is for ever (null), and what is no number of days is undefined. */
export function readDays(text: string): number | null | undefined {
	const days = text.trim();
	if (days === '') return null;
	return /^\d{1,5}$/.test(days) && Number(days) >= 1 && Number(days) <= 36_500 ? Number(days) : undefined;
}
