import { api } from '../api.ts';
import type { Import, RefusedLine } from '../shapes/imports.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatCount } from '../ui/format.ts';
import { Failure } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { usePages } from '../ui/use-pages.ts';

const columns: readonly Column<RefusedLine>[] = [
	{ title: 'Line', width: '90px', cell: ({ line }) => <span class="numeric">{formatCount(line)}</span> },
	{ title: 'Column', cell: ({ column }) => <span class="mono wrap-anywhere">{column ?? '–'}</span> },
	{
		title: 'What is wrong',
		keep: true,
		cell: ({ message, hint }) => (
			<>
				<div class="wrap-anywhere">{message}</div>
				{hint && <div class="faint small">{hint}</div>}
			</>
		),
	},
];

/** The lines that did not go in, and how to mend them. */
export function RefusedLines({ row, count }: { row: Import; count: number }) {
	const pages = usePages(`refused:${row.id}:${row.updatedAt}`, (cursor, signal) =>
		api.refusedLines(row.id, cursor, signal),
	);
	return (
		<Card title={`Refused lines (${formatCount(count)})`} flush>
			{pages.error ? (
				<Failure error={pages.error} retry={pages.reload} />
			) : (
				<Table
					caption="Refused lines"
					columns={columns}
					rows={pages.items}
					rowKey={({ line, column }) => `${line} ${column}`}
				/>
			)}
			{pages.more && (
				<div class="body">
					<Button onClick={pages.more}>More lines</Button>
				</div>
			)}
		</Card>
	);
}
