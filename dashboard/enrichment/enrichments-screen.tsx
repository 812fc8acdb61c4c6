import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import type { Enrichment } from '../shapes.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty, Failure } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { useLoad } from '../ui/use-load.ts';
import { People, StateBadge } from './standing.tsx';

const columns: readonly Column<Enrichment>[] = [
	{
		title: 'Endpoint',
		width: '36%',
		keep: true,
		cell: ({ id, name, url }) => (
			<>
				<a class="cover" href={`/enrichment/${encodeURIComponent(id)}`}>
					{name}
				</a>
				<div class="faint small mono wrap-anywhere">{url}</div>
			</>
		),
	},
	{
		title: 'Traits',
		cell: ({ mapping }) => <span class="soft">{mapping.map(({ trait }) => trait).join(', ')}</span>,
	},
	{ title: 'People', cell: ({ standing }) => <People of={standing} /> },
	{ title: 'State', keep: true, cell: (one) => <StateBadge of={one} /> },
];

/** The owner's endpoints that know more of people. */
export default function EnrichmentsScreen() {
	const loaded = useLoad('enrichments', api.enrichments);
	const create = (
		<ButtonLink kind="primary" icon="plus" href="/enrichment/new">
			New endpoint
		</ButtonLink>
	);
	return (
		<Page
			title="Enrichment"
			about="Endpoints of yours that know more of people: what they answer becomes traits."
			actions={create}
		>
			<Card flush>
				{loaded.error ? (
					<Failure error={loaded.error} retry={loaded.reload} />
				) : loaded.data?.items.length === 0 ? (
					<Empty icon="bolt" title="No endpoints yet" actions={create}>
						<p>
							Which company belongs to an e-mail address, which plan your billing knows, which shop is near: Edgewise
							asks your endpoint about whom you choose, and keeps the answer.
						</p>
					</Empty>
				) : (
					<Table caption="Endpoints" columns={columns} rows={loaded.data?.items} rowKey={({ id }) => id} />
				)}
			</Card>
		</Page>
	);
}
