import { api } from '../api.ts';
import { ListScreen } from '../layout/list-screen.tsx';
import type { Import } from '../shapes/imports.ts';
import { Badge, type Tone } from '../ui/card.tsx';
import { formatBytes, formatCount } from '../ui/format.ts';
import type { Column } from '../ui/table.tsx';
import { Ago } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';

/** What a file holds, in a word. */
export const kindNames: Readonly<Record<Import['kind'], string>> = {
	people: 'people',
	events: 'events',
	accounts: 'companies',
};

const states: Record<Import['state'], readonly [Tone, string]> = {
	uploading: ['warn', 'not uploaded'],
	ready: ['info', 'ready'],
	rehearsing: ['info', 'dry run'],
	running: ['info', 'importing'],
	done: ['good', 'imported'],
	cancelled: ['warn', 'cancelled'],
};

/** Where an import stands. */
export function ImportState({ state }: { state: Import['state'] }) {
	const [tone, text] = states[state];
	return (
		<Badge tone={tone} dot={state === 'running' || state === 'rehearsing'}>
			{text}
		</Badge>
	);
}

const columns: readonly Column<Import>[] = [
	{
		title: 'File',
		cell: ({ id, name, kind, bytes }) => (
			<>
				<a class="cover wrap-anywhere" href={`/imports/${encodeURIComponent(id)}`}>
					{name}
				</a>
				<div class="faint small">
					{kindNames[kind]} · {formatBytes(bytes)}
				</div>
			</>
		),
	},
	{ title: 'State', keep: true, cell: ({ state }) => <ImportState state={state} /> },
	{ title: 'Rows', align: 'right', cell: (row) => <Count of={(row.totals ?? row.progress?.totals)?.rows} /> },
	{ title: 'Refused', align: 'right', cell: (row) => <Count of={(row.totals ?? row.progress?.totals)?.refused} /> },
	{ title: 'When', align: 'right', cell: ({ updatedAt }) => <Ago at={updatedAt} /> },
];

function Count({ of }: { of: number | undefined }) {
	return <span class="numeric">{of === undefined ? '–' : formatCount(of)}</span>;
}

/** Files of people and events that were brought in, or are on their way. */
export default function ImportsScreen() {
	const loaded = useLoad('imports', api.imports);
	return (
		<ListScreen
			title="Imports"
			about="People, what they did, and companies, from files."
			loaded={loaded}
			columns={columns}
			create={{ href: '/imports/new', label: 'New import' }}
			empty={{
				icon: 'import',
				title: 'Nothing was imported yet',
				says: 'Bring your customers and their orders: a CSV from the shop or the newsletter tool will do.',
			}}
		/>
	);
}
