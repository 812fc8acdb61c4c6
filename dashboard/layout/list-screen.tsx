import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { List } from '../shapes/list.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Text } from '../ui/field.tsx';
import type { IconName } from '../ui/icon.tsx';
import { Empty, Failure } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import type { Loaded } from '../ui/use-load.ts';
import { Page } from './page.tsx';

interface Props<Row> {
	readonly title: string;
	readonly about: string;
	readonly loaded: Loaded<List<Row>>;
	readonly columns: readonly Column<Row>[];
	/** What the table lists, where that is not the title. */
	readonly caption?: string;
	/** Where another one is made, and what the way there is called. */
	readonly create: { readonly href: string; readonly label: string };
	/** What stands in place of the table while there is none. */
	readonly empty: { readonly icon: IconName; readonly title: string; readonly says: string };
	/** Where a search looks, once there are more than can be looked through. */
	readonly words?: (row: Row) => string;
	/** What stands above the list. */
	readonly children?: ComponentChildren;
}

/** More than can be looked through. */
const many = 20;

/** All of a kind in one table, with the way to make another: each leads to a screen of its own. */
export function ListScreen<Row extends { readonly id: string }>(props: Props<Row>) {
	const { title, loaded, empty, words } = props;
	const [search, setSearch] = useState('');
	const wanted = search.trim().toLowerCase();
	const all = loaded.data?.items;
	const found = words ? all?.filter((row) => words(row).toLowerCase().includes(wanted)) : all;
	const create = (
		<ButtonLink kind="primary" icon="plus" href={props.create.href}>
			{props.create.label}
		</ButtonLink>
	);
	return (
		<Page title={title} about={props.about} actions={create}>
			{props.children}
			{words && all && all.length > many && (
				<div class="list-search">
					<Text
						type="search"
						label={`Search ${title.toLowerCase()}`}
						placeholder="Name or description"
						value={search}
						onChange={setSearch}
					/>
				</div>
			)}
			<Card flush>
				{loaded.error ? (
					<Failure error={loaded.error} retry={loaded.reload} />
				) : all?.length === 0 ? (
					<Empty icon={empty.icon} title={empty.title} actions={create}>
						<p>{empty.says}</p>
					</Empty>
				) : found?.length === 0 ? (
					<Empty
						icon="search"
						title="Nothing matches"
						actions={<Button onClick={() => setSearch('')}>Show all</Button>}
					/>
				) : (
					<Table caption={props.caption ?? title} columns={props.columns} rows={found} rowKey={({ id }) => id} />
				)}
			</Card>
		</Page>
	);
}
