import type { Results } from '../shapes/results.ts';

/** As many series as the chart tells apart. */
const seriesMax = 4;
const dayMs = 86_400_000;

/** Every day from the first to the last, also those on which nobody came; more variants than there are colours are the last of them. */
export function chartOf({ days, variants }: Pick<Results, 'days' | 'variants'>): {
	readonly series: readonly string[];
	readonly days: readonly { readonly date: string; readonly values: readonly number[] }[];
} {
	const shown = variants.length <= seriesMax ? variants : variants.slice(0, seriesMax - 1);
	const rest = variants.slice(shown.length);
	const byDate = new Map(days.map(({ date, people }) => [date, people]));
	return {
		series: [...shown.map(({ name }) => name), ...(rest.length > 0 ? ['Others'] : [])],
		days: datesFrom(days[0]?.date, days.at(-1)?.date).map((date) => {
			const people = byDate.get(date) ?? {};
			const sum = (some: typeof variants) => some.reduce((total, { id }) => total + (people[id] ?? 0), 0);
			return { date, values: [...shown.map((one) => sum([one])), ...(rest.length > 0 ? [sum(rest)] : [])] };
		}),
	};
}

function datesFrom(first: string | undefined, last: string | undefined): string[] {
	if (first === undefined || last === undefined) return [];
	const from = Date.parse(first);
	const count = Math.round((Date.parse(last) - from) / dayMs) + 1;
	return Array.from({ length: count }, (_, i) => new Date(from + i * dayMs).toISOString().slice(0, 10));
}
