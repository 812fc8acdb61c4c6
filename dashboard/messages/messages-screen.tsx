import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import type { Message } from '../shapes.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Badge, Card } from '../ui/card.tsx';
import { Empty, Failure } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { useLoad } from '../ui/use-load.ts';

const columns: readonly Column<Message>[] = [
	{
		title: 'Message',
		cell: ({ id, name, subject }) => (
			<>
				<a class="cover" href={`/messages/${encodeURIComponent(id)}`}>
					{name}
				</a>
				<div class="faint small">{subject}</div>
			</>
		),
	},
	{ title: 'Channel', cell: () => 'E-mail' },
	{ title: 'From', cell: ({ from }) => <span class="soft">{from}</span> },
	{
		title: 'Purpose',
		keep: true,
		cell: ({ purpose }) => <Badge tone={purpose === 'marketing' ? 'accent' : 'plain'}>{purpose}</Badge>,
	},
];

/** The templates that journeys send. */
export default function MessagesScreen() {
	const loaded = useLoad('messages', api.messages);
	const create = (
		<ButtonLink kind="primary" icon="plus" href="/messages/new">
			New message
		</ButtonLink>
	);
	return (
		<Page title="Messages" about="What journeys send. Write once, Liquid fills in the person." actions={create}>
			<Card flush>
				{loaded.error ? (
					<Failure error={loaded.error} retry={loaded.reload} />
				) : loaded.data?.items.length === 0 ? (
					<Empty icon="messages" title="No messages yet" actions={create}>
						<p>Write the e-mail that a journey sends, with a preview beside it.</p>
					</Empty>
				) : (
					<Table caption="Messages" columns={columns} rows={loaded.data?.items} rowKey={({ id }) => id} />
				)}
			</Card>
		</Page>
	);
}
