import { api } from '../api.ts';
import { StateBadge } from '../enrichment/standing.tsx';
import { Page } from '../layout/page.tsx';
import type { Webhook } from '../shapes.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty, Failure } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
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
	const create = (
		<ButtonLink kind="primary" icon="plus" href="/webhooks/new">
			New webhook
		</ButtonLink>
	);
	return (
		<Page title="Webhooks" about="Endpoints of yours that are told who enters and leaves segments." actions={create}>
			<Card flush>
				{loaded.error ? (
					<Failure error={loaded.error} retry={loaded.reload} />
				) : loaded.data?.items.length === 0 ? (
					<Empty icon="webhooks" title="No webhooks yet" actions={create}>
						<p>
							A CRM that knows who became a customer, an ad platform that stops showing to who has bought: Edgewise
							calls your endpoint the moment somebody enters or leaves a segment.
						</p>
					</Empty>
				) : (
					<Table caption="Webhooks" columns={columns} rows={loaded.data?.items} rowKey={({ id }) => id} />
				)}
			</Card>
		</Page>
	);
}
