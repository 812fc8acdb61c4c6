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

/** Prints several things in comparison, one a line, under the names of what is compared. */
export function printTable(title: string, columns: readonly string[], lines: readonly (readonly string[])[]): void {
	const widths = columns.map((name, i) => Math.max(name.length, ...lines.map((line) => line[i]?.length ?? 0)));
	const show = (cells: readonly string[]) => {
		const padded = cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)));
		return `  ${padded.join('  ')}`.trimEnd();
	};
	console.log(`\n${title}`);
	for (const line of [columns, ...lines]) console.log(show(line));
}

function verdict({ value, floor, better }: Row): string {
	if (floor === undefined || better === undefined) return '';
	const ok = better === 'more' ? value >= floor : value <= floor;
	return `${ok ? 'ok' : 'MISSED'} (${better === 'more' ? 'at least' : 'at most'} ${floor})`;
}
