const format = new Intl.DateTimeFormat('en-GB', {
	weekday: 'short',
	day: 'numeric',
	month: 'short',
	year: 'numeric',
	timeZone: 'UTC',
});

/** `Tue, 24 Nov 2026` for `2026-11-24`, wherever the reader is: the archive counts days in UTC. */
export function formatUtcDay(day: string): string {
	const ms = Date.parse(`${day}T00:00:00Z`);
	return Number.isNaN(ms) ? day : format.format(ms);
}
