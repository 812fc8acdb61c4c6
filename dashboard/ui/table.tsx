import type { ComponentChildren } from 'preact';

export interface Column<T> {
	readonly title: string;
	readonly cell: (row: T) => ComponentChildren;
	readonly align?: 'right';
	/** Stays on narrow screens; the first column always does. */
	readonly keep?: boolean;
	readonly width?: string;
}

/** A table of rows; `undefined` rows are still loading and hold their place. */
export function Table<T>(props: {
	caption: string;
	columns: readonly Column<T>[];
	rows: readonly T[] | undefined;
	rowKey: (row: T) => string;
}) {
	const className = (column: Column<T>) => [column.align, column.keep && 'keep'].filter(Boolean).join(' ');
	return (
		<div class="table-wrap">
			<table class="table">
				<caption class="visually-hidden">{props.caption}</caption>
				<colgroup>
					{props.columns.map((column) => (
						<col
							key={column.title}
							class={className(column)}
							{...(column.width !== undefined && { width: column.width })}
						/>
					))}
				</colgroup>
				<thead>
					<tr>
						{props.columns.map((column) => (
							<th key={column.title} scope="col" class={className(column)}>
								{column.title}
							</th>
						))}
					</tr>
				</thead>
				<tbody aria-busy={props.rows === undefined}>
					{props.rows
						? props.rows.map((row) => (
								<tr key={props.rowKey(row)}>
									{props.columns.map((column) => (
										<td key={column.title} class={className(column)}>
											{column.cell(row)}
										</td>
									))}
								</tr>
							))
						: placeholders(props.columns.map((column) => [column.title, className(column)]))}
				</tbody>
			</table>
		</div>
	);
}

function placeholders(columns: readonly (readonly [string, string])[]) {
	return Array.from({ length: 5 }, (_, row) => (
		<tr key={`loading-${row}`}>
			{columns.map(([title, className]) => (
				<td key={title} class={className}>
					<span class="skeleton w70" />
				</td>
			))}
		</tr>
	));
}
