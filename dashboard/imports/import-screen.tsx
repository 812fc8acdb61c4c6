import { useEffect } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import type { Import } from '../shapes/imports.ts';
import { Button } from '../ui/button.tsx';
import { confirm } from '../ui/dialog.tsx';
import { formatBytes } from '../ui/format.ts';
import { Await } from '../ui/states.tsx';
import { attempt } from '../ui/toast.tsx';
import { type Loaded, useLoad } from '../ui/use-load.ts';
import { ImportState, kindNames } from './imports-screen.tsx';
import './imports.css';
import { MappingForm } from './mapping-form.tsx';
import { NewImport, Uploading } from './new-import.tsx';
import { Done, UnderWay } from './outcome.tsx';

const parent = { path: '/imports', title: 'Imports' };
/** How often a run is asked how far it is. */
const refreshMs = 1000;

/** One file: its upload, what its columns become, what that would change, and what came of it. `new` chooses one. */
export default function ImportScreen() {
	const id = useRoute().params.id ?? 'new';
	if (id === 'new') {
		return (
			<Page title="New import" parent={parent}>
				<NewImport />
			</Page>
		);
	}
	return <Existing key={id} id={id} />;
}

function Existing({ id }: { id: string }) {
	const loaded = useLoad(`import:${id}`, (signal) => api.import(id, signal), true);
	const state = loaded.data?.state;
	const isRead = state === 'rehearsing' || state === 'running';
	const { reload } = loaded;
	useEffect(() => {
		if (!isRead) return;
		const timer = setInterval(reload, refreshMs);
		return () => clearInterval(timer);
	}, [isRead, reload]);
	return (
		<Page
			title={loaded.data?.name ?? 'Import'}
			parent={parent}
			{...(loaded.data && { about: `${kindNames[loaded.data.kind]} · ${formatBytes(loaded.data.bytes)}` })}
			actions={loaded.data && !isRead && <Delete row={loaded.data} />}
		>
			<Await of={loaded}>{(row) => <Stage row={row} loaded={loaded} />}</Await>
		</Page>
	);
}

function Stage({ row, loaded }: { row: Import; loaded: Loaded<Import> }) {
	return (
		<div class="stack loose">
			<div>
				<ImportState state={row.state} />
			</div>
			{row.state === 'uploading' && <Uploading row={row} onChange={loaded.set} />}
			{(row.state === 'rehearsing' || row.state === 'running') && <UnderWay row={row} onChange={loaded.set} />}
			{row.state === 'done' && <Done row={row} />}
			{(row.state === 'ready' || row.state === 'cancelled') && <MappingForm row={row} onChange={loaded.set} />}
		</div>
	);
}

function Delete({ row }: { row: Import }) {
	const { route } = useLocation();
	async function remove() {
		const yes = await confirm({
			title: `Delete the import of “${row.name}”?`,
			body: 'The file and its report are deleted. Whatever it took in stays.',
			action: 'Delete import',
			danger: true,
		});
		if (yes && (await attempt(() => api.deleteImport(row.id), 'Import deleted'))) route('/imports');
	}
	return (
		<Button kind="quiet" danger icon="trash" onClick={remove}>
			Delete
		</Button>
	);
}
