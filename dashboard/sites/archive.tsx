import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { session, sites } from '../layout/session.ts';
import type { ArchiveDay } from '../shapes/sites.ts';
import { Button, ButtonLink, DownloadLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Select } from '../ui/field.tsx';
import { formatBytes, formatCount } from '../ui/format.ts';
import { Empty, Failure } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { attempt } from '../ui/toast.tsx';
import { usePages } from '../ui/use-pages.ts';
import { formatUtcDay } from './utc-day.ts';

/** Every event that was accepted, by day of receipt, to take away. */
export function Archive() {
	const [site, setSite] = useState('');
	const pages = usePages(site, (cursor, signal) => api.archive({ site, cursor }, signal));
	const mayWrite = session.value.state === 'in' && session.value.me.user.role !== 'viewer';
	const write = () => attempt(() => api.writeArchive(), 'Everything until now is archived').then(pages.reload);
	const actions = (
		<>
			<Select
				label="Site"
				value={site}
				onChange={setSite}
				options={[['', 'All sites'], ...sites.value.map(({ id, name }) => [id, name] as const)]}
			/>
			{mayWrite && <Button onClick={write}>Archive now</Button>}
		</>
	);
	return (
		<div class="stack loose">
			<p class="soft">
				Every accepted event, a line of JSON each, by the day on which it was received (UTC). People are restored from
				it with <code class="one-line">npm run replay -- FILE</code>; to have them whole, take all sites together.
			</p>
			<Card title="Archive" flush actions={actions}>
				{pages.error ? (
					<Failure error={pages.error} retry={pages.reload} />
				) : pages.items?.length === 0 ? (
					<Nothing site={site} />
				) : (
					<Table
						caption="Archived events by day"
						columns={columnsFor(site, mayWrite)}
						rows={pages.items}
						rowKey={({ day }) => day}
					/>
				)}
			</Card>
			{pages.more && (
				<div>
					<Button onClick={pages.more}>Earlier days</Button>
				</div>
			)}
		</div>
	);
}

function columnsFor(site: string, mayWrite: boolean): readonly Column<ArchiveDay>[] {
	const download = ({ day }: ArchiveDay) => (
		<DownloadLink
			href={api.archiveUrl(day, site)}
			label={`Download ${formatUtcDay(day)}`}
			name={`edgewise-${site || 'all'}-${day}.ndjson.gz`}
		/>
	);
	return [
		{ title: 'Day', cell: ({ day }) => <span class="one-line">{formatUtcDay(day)}</span> },
		{ title: 'Events', align: 'right', keep: true, cell: ({ events }) => formatCount(events) },
		{
			title: 'Hours',
			align: 'right',
			cell: ({ hours }) => <span class="soft">{hours.length}</span>,
		},
		{ title: 'Objects', align: 'right', cell: ({ objects }) => <span class="soft">{formatCount(objects)}</span> },
		{
			title: 'Size',
			align: 'right',
			keep: true,
			cell: ({ bytes }) => <span class="one-line">{formatBytes(bytes)}</span>,
		},
		...(mayWrite ? [{ title: 'File', align: 'right' as const, keep: true, cell: download }] : []),
	];
}

function Nothing({ site }: { site: string }) {
	return (
		<Empty icon="archive" title="Nothing is archived yet" actions={<ButtonLink href="/">Watch live</ButtonLink>}>
			<p>
				{site === '' ? 'Events are' : 'This site’s events are'} archived behind: within a minute on one machine, within
				the hour on Cloudflare. "Archive now" does not wait.
			</p>
		</Empty>
	);
}
