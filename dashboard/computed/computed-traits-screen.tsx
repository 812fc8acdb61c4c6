import { api } from '../api.ts';
import { ListScreen } from '../layout/list-screen.tsx';
import type { ComputedTrait } from '../shapes/computed.ts';
import type { Column } from '../ui/table.tsx';
import { Ago } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';
import { pathOf } from './path-of.ts';
import { sayAmount } from './say-amount.ts';

const columns: readonly Column<ComputedTrait>[] = [
	{
		title: 'Trait',
		width: '30%',
		keep: true,
		cell: ({ id, scope, name }) => (
			<>
				<a class="cover" href={`/computed/${encodeURIComponent(id)}`}>
					{name}
				</a>
				<div class="faint small mono">{pathOf({ scope, id })}</div>
			</>
		),
	},
	{ title: 'Whose', cell: ({ scope }) => (scope === 'account' ? 'An account’s' : 'A person’s') },
	{ title: 'What it tells', cell: ({ amount }) => <span class="soft">{sayAmount(amount)}</span> },
	{ title: 'Changed', align: 'right', width: '120', cell: ({ updatedAt }) => <Ago at={updatedAt} /> },
];

/** All values that are worked out from what people did. */
export default function ComputedTraitsScreen() {
	const loaded = useLoad('computed-traits', api.computedTraits);
	return (
		<ListScreen
			title="Computed traits"
			about="What the events of everyone, or of all members of an account, amount to, always up to date."
			loaded={loaded}
			columns={columns}
			create={{ href: '/computed/new', label: 'New computed trait' }}
			empty={{
				icon: 'computed',
				title: 'No computed traits yet',
				says: 'Orders in 90 days, the favourite category, days since the last visit: worked out for everyone, for segments, journeys and messages to read.',
			}}
		/>
	);
}
