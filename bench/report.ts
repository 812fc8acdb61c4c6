/** One line of a benchmark: a measured value and, where there is one, the floor that it is held against. */
export interface Row {
	readonly name: string;
	readonly value: number;
	readonly unit: string;
	readonly floor?: number;
	readonly better?: 'more' | 'less';
}

export function print(title: string, rows: readonly Row[]): void {
	console.log(`\n${title}`);
	for (const row of rows) {
		const value = row.value >= 100 ? row.value.toFixed(0) : row.value.toPrecision(3);
		console.log(`  ${row.name.padEnd(52)} ${value.padStart(8)} ${row.unit.padEnd(8)} ${verdict(row)}`);
	}
}

function verdict({ value, floor, better }: Row): string {
	if (floor === undefined || better === undefined) return '';
	const ok = better === 'more' ? value >= floor : value <= floor;
	return `${ok ? 'ok' : 'MISSED'} (${better === 'more' ? 'at least' : 'at most'} ${floor})`;
}
