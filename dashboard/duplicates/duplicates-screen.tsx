import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import { profileName } from '../profiles/profile-name.ts';
import type { Duplicate, DuplicateCounts } from '../shapes/duplicates.ts';
import type { ProfileSummary } from '../shapes/profiles.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Segmented } from '../ui/field.tsx';
import { formatCount, plural } from '../ui/format.ts';
import { Empty, Failure } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { attempt } from '../ui/toast.tsx';
import { useLoad } from '../ui/use-load.ts';
import { usePages } from '../ui/use-pages.ts';
import { Level, Reasons } from './level.tsx';
import { MergeCertain } from './merge-certain.tsx';

type Filter = 'all' | 'certain' | 'likely' | 'possible' | 'dismissed';

/** Pairs of people who probably are one, for somebody to decide about. */
export default function DuplicatesScreen() {
	const [filter, setFilter] = useState<Filter>('all');
	const dismissed = filter === 'dismissed';
	const pages = usePages(`duplicates:${filter}`, (cursor, signal) =>
		api.duplicates({ cursor, ...(dismissed ? { state: 'dismissed' } : filter !== 'all' && { level: filter }) }, signal),
	);
	// Looking at the list compares whoever is new, so the numbers are asked for afterwards.
	const counts = useLoad(`duplicates:count:${pages.items?.[0]?.id ?? ''}`, api.duplicateCounts, true);
	const changed = () => {
		pages.reload();
		counts.reload();
	};
	return (
		<Page title="Duplicates" about="People who probably are one person. Nobody is merged before somebody says so.">
			<div class="stack loose">
				{counts.data && !dismissed && <MergeCertain count={counts.data.certain} done={changed} />}
				<div class="row wrap apart">
					<Segmented label="Which" value={filter} onChange={setFilter} options={options(counts.data)} />
					{counts.data && counts.data.unchecked > 0 && (
						<span class="soft small" role="status">
							Still comparing: {plural(counts.data.unchecked, 'fact')} of people left.
						</span>
					)}
				</div>
				<Card flush>
					{pages.error ? (
						<Failure error={pages.error} retry={pages.reload} />
					) : pages.items?.length === 0 ? (
						<Nothing dismissed={dismissed} />
					) : (
						<Table caption="Duplicates" columns={columns(changed)} rows={pages.items} rowKey={({ id }) => id} />
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

function options(counts: DuplicateCounts | undefined): (readonly [Filter, string])[] {
	const named = (text: string, count: number | undefined) =>
		count === undefined ? text : `${text} ${formatCount(count)}`;
	const all = counts && counts.certain + counts.likely + counts.possible;
	return [
		['all', named('All', all)],
		['certain', named('Certain', counts?.certain)],
		['likely', named('Likely', counts?.likely)],
		['possible', named('Possible', counts?.possible)],
		['dismissed', 'Not the same'],
	];
}

function columns(changed: () => void): readonly Column<Duplicate>[] {
	return [
		{ title: 'People', width: '34%', keep: true, cell: (pair) => <Two pair={pair} /> },
		{ title: 'Why', cell: (pair) => <Reasons of={pair} /> },
		{ title: 'How sure', keep: true, cell: (pair) => <Level of={pair} /> },
		{
			title: 'Decide',
			align: 'right',
			cell: (pair) => <Decide pair={pair} changed={changed} />,
		},
	];
}

function Two({ pair: { id, people } }: { pair: Duplicate }) {
	const [one, other] = people;
	return (
		<>
			<a class="cover" href={`/duplicates/${encodeURIComponent(id)}`}>
				{profileName(one)} <span class="faint">and</span> {profileName(other)}
			</a>
			<div class="faint small wrap-anywhere">
				{mention(one)} · {mention(other)}
			</div>
		</>
	);
}

/** What tells them apart where their names are the same. */
function mention({ id, email, userId, events }: ProfileSummary): string {
	return `${userId ?? email ?? id.slice(-6)}, ${plural(events, 'event')}`;
}

function Decide({ pair: { id, state }, changed }: { pair: Duplicate; changed: () => void }) {
	const decide = async (how: 'dismiss' | 'reopen', done: string) => {
		if (await attempt(() => api.decideDuplicate(id, how), done)) changed();
	};
	return (
		<span class="above">
			{state === 'dismissed' ? (
				<Button small onClick={() => decide('reopen', 'Proposed again')}>
					Propose again
				</Button>
			) : (
				<Button small onClick={() => decide('dismiss', 'They stay two people')}>
					Not the same
				</Button>
			)}
		</span>
	);
}

function Nothing({ dismissed }: { dismissed: boolean }) {
	if (dismissed)
		return (
			<Empty icon="copy" title="Nobody was kept apart">
				<p>Pairs of whom you say that they are not the same stand here, and are never proposed again.</p>
			</Empty>
		);
	return (
		<Empty icon="copy" title="No duplicates" actions={<ButtonLink href="/imports/new">Import people</ButtonLink>}>
			<p>Nobody has an address, a number, or a name and another fact in common with somebody else.</p>
		</Empty>
	);
}
