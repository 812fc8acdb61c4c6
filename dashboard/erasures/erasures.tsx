import { useEffect } from 'preact/hooks';
import { api } from '../api.ts';
import type { Erasure } from '../shapes/erasures.ts';
import { Button } from '../ui/button.tsx';
import { Badge, Card } from '../ui/card.tsx';
import { formatInstant, plural } from '../ui/format.ts';
import { Empty, Failure } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { usePages } from '../ui/use-pages.ts';

/** How often those under way are asked for again. */
const refreshMs = 2000;

/** Requests to erase somebody, and their receipts. */
export function Erasures() {
	const pages = usePages('erasures', (cursor, signal) => api.erasures(cursor, signal));
	const { reload } = pages;
	const isUnderWay = pages.items?.some(({ state }) => state === 'underway') ?? false;
	useEffect(() => {
		if (!isUnderWay) return;
		const timer = setInterval(reload, refreshMs);
		return () => clearInterval(timer);
	}, [isUnderWay, reload]);
	return (
		<div class="stack loose">
			<p class="soft">
				A receipt says what was erased where, and nothing of whom. A person is erased on their profile's screen.
			</p>
			<Card title="Erasures" flush>
				{pages.error ? (
					<Failure error={pages.error} retry={reload} />
				) : pages.items?.length === 0 ? (
					<Empty icon="trash" title="Nobody was erased">
						<p>When somebody asks to be forgotten, open their profile and choose “Erase”.</p>
					</Empty>
				) : (
					<Table caption="Erasures" columns={columns} rows={pages.items} rowKey={({ id }) => id} />
				)}
			</Card>
			{pages.more && (
				<div>
					<Button onClick={pages.more}>Earlier ones</Button>
				</div>
			)}
		</div>
	);
}

const columns: readonly Column<Erasure>[] = [
	{
		title: 'Request',
		cell: ({ id, reference }) => (
			<>
				<div class="wrap-anywhere">{reference || '–'}</div>
				<div class="faint small mono">{id}</div>
			</>
		),
	},
	{
		title: 'State',
		keep: true,
		cell: ({ state }) => (
			<Badge tone={state === 'done' ? 'good' : 'info'} dot={state !== 'done'}>
				{state === 'done' ? 'erased' : 'being erased'}
			</Badge>
		),
	},
	{ title: 'What', keep: true, cell: ({ report }) => <span class="soft">{report ? inWords(report) : '–'}</span> },
	{
		title: 'By',
		cell: ({ requestedBy, requestedAt }) => (
			<>
				<div>{requestedBy}</div>
				<div class="faint small">{formatInstant(requestedAt)}</div>
			</>
		),
	},
	{ title: 'Done', cell: ({ doneAt }) => <span class="one-line">{formatInstant(doneAt)}</span> },
];

function inWords({ events, enrollments, deliveries, database, archive }: NonNullable<Erasure['report']>): string {
	const rows = Object.values(database).reduce((sum, count) => sum + count, 0);
	return [
		plural(events, 'event'),
		plural(enrollments, 'enrollment'),
		plural(deliveries, 'delivery', 'deliveries'),
		`${plural(rows, 'row')} of the database`,
		`${plural(archive.lines, 'line')} in ${plural(archive.objects, 'object')} of the archive`,
	].join(', ');
}
