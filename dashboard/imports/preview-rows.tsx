import type { ImportPreview } from '../shapes/imports.ts';
import { formatInstant } from '../ui/format.ts';
import { JsonView } from '../ui/json-view.tsx';
import { type Column, Table } from '../ui/table.tsx';

type Row = ImportPreview['rows'][number];

const columns: readonly Column<Row>[] = [
	{ title: 'Line', width: '70px', cell: ({ line }) => <span class="numeric">{line}</span> },
	{
		title: 'Who',
		cell: ({ call }) => (
			<span class="mono wrap-anywhere">{call?.userId ?? call?.anonymousId ?? String(call?.groupId ?? '–')}</span>
		),
	},
	{ title: 'When', cell: ({ call }) => <span class="one-line">{call ? formatInstant(call.timestamp) : '–'}</span> },
	{ title: 'Becomes', keep: true, cell: (row) => <Becomes row={row} /> },
];

function Becomes({ row: { call, account, refusal } }: { row: Row }) {
	if (!call) {
		return (
			<div class="refusal">
				{refusal?.column && <span class="mono">{refusal.column}: </span>}
				{refusal?.message} <span class="faint small">{refusal?.hint}</span>
			</div>
		);
	}
	return (
		<div class="stack">
			{typeof call.event === 'string' && <strong>{call.event}</strong>}
			<JsonView value={call.traits ?? call.properties} />
			{account && (
				<>
					<span>
						Member of <span class="mono wrap-anywhere">{String(account.groupId)}</span>
					</span>
					{Object.keys(account.traits ?? {}).length > 0 && <JsonView value={account.traits} />}
				</>
			)}
		</div>
	);
}

/** A file's first rows, as they would be taken in or refused. */
export function PreviewRows({ rows }: { rows: readonly Row[] }) {
	return <Table caption="The first rows" columns={columns} rows={rows} rowKey={({ line }) => String(line)} />;
}
