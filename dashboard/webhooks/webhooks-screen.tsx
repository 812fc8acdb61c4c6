import { api } from '../api.ts';
import { StateBadge } from '../endpoints/state-badge.tsx';
import { ListScreen } from '../layout/list-screen.tsx';
import type { Webhook } from '../shapes/webhooks.ts';
import type { Column } from '../ui/table.tsx';
import { Ago } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';
import { sayTold } from './say-told.ts';

const columns: readonly Column<Webhook>[] = [
	{
		title: 'Webhook',
		width: '40%',
		keep: true,
		cell: ({ id, name, url }) => (
			<>
				<a class="cover" href={`/webhooks/${encodeURIComponent(id)}`}>
					{name}
				</a>
				<div class="faint small mono wrap-anywhere">{url}</div>
			</>
		),
	},
	{ title: 'Is told', cell: (one) => <span class="soft">{sayTold(one)}</span> },
	{ title: 'Last answer', cell: ({ standing }) => <Ago at={standing.lastAnswerAt} /> },
	{ title: 'State', keep: true, cell: (one) => <StateBadge of={one} /> },
];

/** The owner's endpoints that are told who enters and leaves segments. */
export default function WebhooksScreen() {
	const loaded = useLoad('webhooks', api.webhooks);
	return (
		<ListScreen
			title="Webhooks"
			about="Endpoints of yours that are told who enters and leaves segments."
			loaded={loaded}
			columns={columns}
			create={{ href: '/webhooks/new', label: 'New webhook' }}
			empty={{
				icon: 'webhooks',
				title: 'No webhooks yet',
				says: 'A CRM that knows who became a customer, an ad platform that stops showing to who has bought: Edgewise calls your endpoint the moment somebody enters or leaves a segment.',
			}}
		/>
	);
}
