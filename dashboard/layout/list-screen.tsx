import type { ComponentChildren } from 'preact';
import type { List } from '../shapes/list.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
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
	/** What stands above the list. */
	readonly children?: ComponentChildren;
}

/** All of a kind in one table, with the way to make another: each leads to a screen of its own. */
export function ListScreen<Row extends { readonly id: string }>(props: Props<Row>) {
	const { title, loaded, empty } = props;
	const create = (
		<ButtonLink kind="primary" icon="plus" href={props.create.href}>
			{props.create.label}
		</ButtonLink>
	);
	return (
		<Page title={title} about={props.about} actions={create}>
			{props.children}
			<Card flush>
				{loaded.error ? (
					<Failure error={loaded.error} retry={loaded.reload} />
				) : loaded.data?.items.length === 0 ? (
					<Empty icon={empty.icon} title={empty.title} actions={create}>
						<p>{empty.says}</p>
					</Empty>
				) : (
					<Table
						caption={props.caption ?? title}
						columns={props.columns}
						rows={loaded.data?.items}
						rowKey={({ id }) => id}
					/>
				)}
			</Card>
		</Page>
	);
}
