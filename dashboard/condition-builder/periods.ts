export type Options = readonly (readonly [string, string])[];

/** Days, weeks and so on that events can lie in, by name. */
export const pastPeriods = ['today', 'yesterday', ...['this', 'last'].flatMap(units)];
/** Those that dates can lie in. */
export const allPeriods = [...pastPeriods, 'tomorrow', ...units('next')];

function units(turn: string): string[] {
	return ['week', 'month', 'quarter', 'year'].map((unit) => `${turn} ${unit}`);
}
export function asOptions(periods: readonly string[]): Options {
	return periods.map((period) => [period, period] as const);
}

/** A length that no calendar is needed for. */
export function fixedLength(length: string): string {
	return /(s|m|h|d|w)$/.test(length) && !length.endsWith('mo') ? length : '30d';
}
