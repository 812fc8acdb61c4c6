import { useLocation } from 'preact-iso';
import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import '../profiles/profiles.css';
import type { AccountSummary } from '../shapes/accounts.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Badge, Card } from '../ui/card.tsx';
import { Text } from '../ui/field.tsx';
import { formatCount, formatValue } from '../ui/format.ts';
import { Empty, Failure } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Ago, Avatar } from '../ui/text.tsx';
import { usePages } from '../ui/use-pages.ts';
import { useSearch } from '../ui/use-search.ts';

const columns: readonly Column<AccountSummary>[] = [
	{
		title: 'Account',
		keep: true,
		cell: ({ id, name, isVerified }) => (
			<div class="row">
				<Avatar of={name ?? id} />
				<div class="stack tight">
					<a class="cover truncate" href={`/accounts/${encodeURIComponent(id)}`}>
						{name ?? id}
					</a>
					<span class="faint small truncate">
						{name !== null && <span class="mono">{id} </span>}
						{!isVerified && <Badge tone="warn">only claimed</Badge>}
					</span>
				</div>
			</div>
		),
	},
	{ title: 'Industry', cell: ({ traits }) => <span class="truncate">{formatValue(traits.industry ?? '–')}</span> },
	{ title: 'Plan', cell: ({ traits }) => <span class="truncate">{formatValue(traits.plan ?? '–')}</span> },
	{ title: 'Members', align: 'right', cell: ({ members }) => <span class="numeric">{formatCount(members)}</span> },
	{
		title: 'Last seen',
		align: 'right',
		keep: true,
		cell: ({ lastSeenAt }) => (lastSeenAt === null ? <span class="faint">never</span> : <Ago at={lastSeenAt} />),
	},
];

/** All companies, whose members were seen last first; the search stands in the address. */
export default function AccountsScreen() {
	const search = useLocation().query.search ?? '';
	const pages = usePages(`accounts ${search}`, (cursor, signal) => api.accounts({ search, cursor }, signal));
	return (
		<Page title="Accounts" about="The companies that people belong to.">
			<div class="stack loose">
				<Search search={search} />
				<Card flush>
					{pages.error ? (
						<Failure error={pages.error} retry={pages.reload} />
					) : pages.items?.length === 0 ? (
						<None searched={search !== ''} />
					) : (
						<Table caption="Accounts" columns={columns} rows={pages.items} rowKey={({ id }) => id} />
					)}
				</Card>
				{pages.more && (
					<div>
						<Button onClick={pages.more}>Load more</Button>
					</div>
				)}
			</div>
		</Page>
	);
}

function Search({ search }: { search: string }) {
	const { route } = useLocation();
	const [words, setWords] = useSearch(search, (found) =>
		route(found === '' ? '/accounts' : `/accounts?${new URLSearchParams({ search: found })}`, true),
	);
	return (
		<div class="account-search">
			<Text
				type="search"
				label="Search accounts"
				placeholder="Search by name or id"
				value={words}
				onChange={setWords}
			/>
		</div>
	);
}

function None({ searched }: { searched: boolean }) {
	if (searched)
		return (
			<Empty icon="search" title="No account matches" actions={<ButtonLink href="/accounts">Show all</ButtonLink>}>
				<p>Try fewer letters.</p>
			</Empty>
		);
	return (
		<Empty icon="accounts" title="No accounts yet" actions={<ButtonLink href="/imports/new">Import a file</ButtonLink>}>
			<p>
				An account begins with a <span class="mono">group</span> call that names it, such as{' '}
				<span class="mono">group('acme', {'{ name: "Acme" }'})</span>, best from your server; or with a file of people
				that says which company each belongs to.
			</p>
		</Empty>
	);
}
