import { api } from '../api.ts';
import { StateBadge } from '../endpoints/state-badge.tsx';
import { ListScreen } from '../layout/list-screen.tsx';
import type { Enrichment } from '../shapes/enrichment.ts';
import type { Column } from '../ui/table.tsx';
import { useLoad } from '../ui/use-load.ts';
import { People } from './standing.tsx';

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
	return (
		<ListScreen
			title="Enrichment"
			about="Endpoints of yours that know more of people: what they answer becomes traits."
			loaded={loaded}
			columns={columns}
			caption="Endpoints"
			create={{ href: '/enrichment/new', label: 'New endpoint' }}
			empty={{
				icon: 'bolt',
				title: 'No endpoints yet',
				says: 'Which company belongs to an e-mail address, which plan your billing knows, which shop is near: Edgewise asks your endpoint about whom you choose, and keeps the answer.',
			}}
		/>
	);
}
