import { api } from '../api.ts';
import { ListScreen } from '../layout/list-screen.tsx';
import type { Message } from '../shapes/messages.ts';
import { Badge } from '../ui/card.tsx';
import type { Column } from '../ui/table.tsx';
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
	return (
		<ListScreen
			title="Messages"
			about="What journeys send. Write once, Liquid fills in the person."
			loaded={loaded}
			columns={columns}
			create={{ href: '/messages/new', label: 'New message' }}
			empty={{
				icon: 'messages',
				title: 'No messages yet',
				says: 'Write the e-mail that a journey sends, with a preview beside it.',
			}}
		/>
	);
}
