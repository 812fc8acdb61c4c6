import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { ImportKind } from '../../core/import/index.ts';
import { api } from '../api.ts';
import { site, sites } from '../layout/session.ts';
import type { Import } from '../shapes/imports.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field, Segmented, Select } from '../ui/field.tsx';
import { formatBytes } from '../ui/format.ts';
import { Empty } from '../ui/states.tsx';
import { attempt, toast, toastError } from '../ui/toast.tsx';
import { FileField } from './file-field.tsx';
import { Meter } from './meter.tsx';
import { upload } from './upload.ts';

const kinds = [
	['people', 'People'],
	['events', 'Events'],
	['accounts', 'Companies'],
] as const;

const abouts: Readonly<Record<ImportKind, string>> = {
	people: 'A row is a person: a userId or an e-mail address, and facts that become traits.',
	events: 'A row is something that somebody did: who, when, what, and facts that become properties.',
	accounts: 'A row is a company: its id, by which your site or server names it, and facts that become its traits.',
};

/** Chooses what a file holds, for which site, and the file. */
export function NewImport() {
	const { route } = useLocation();
	const [kind, setKind] = useState<ImportKind>('people');
	const [siteId, setSiteId] = useState(site.value?.id ?? '');
	const [row, setRow] = useState<Import>();
	const start = useUpload(setRow);
	if (sites.value.length === 0) return <NoSite />;
	async function take(file: File) {
		if (file.size === 0) return toast('bad', 'The file is empty.');
		await attempt(async () => {
			const created = await api.createImport({ name: file.name, kind, siteId, bytes: file.size });
			setRow(created);
			await start(created, file);
			route(`/imports/${encodeURIComponent(created.id)}`, true);
		});
	}
	if (row) return <Sending row={row} />;
	return (
		<Card title="What is in the file?">
			<div class="stack loose">
				<Segmented label="What is in the file" value={kind} onChange={setKind} options={kinds} />
				<p class="soft">{abouts[kind]} Nothing that is imported starts a journey.</p>
				{sites.value.length > 1 && (
					<Field label="Site">
						<Select value={siteId} onChange={setSiteId} options={sites.value.map(({ id, name }) => [id, name])} />
					</Field>
				)}
				<FileField label="Choose a file" onFile={take} />
			</div>
		</Card>
	);
}

/** An upload that was interrupted goes on with the same file. */
export function Uploading({ row, onChange }: { row: Import; onChange: (row: Import) => void }) {
	const [sending, setSending] = useState<Import>();
	const start = useUpload(setSending);
	async function take(file: File) {
		if (file.size !== row.bytes) {
			toast(
				'bad',
				`This file has ${formatBytes(file.size)}, and “${row.name}” ${formatBytes(row.bytes)}.`,
				'Choose the same file, or delete this import.',
			);
			return;
		}
		setSending(row);
		try {
			onChange(await start(row, file));
		} catch (error) {
			toastError(error);
		}
		setSending(undefined);
	}
	if (sending) return <Sending row={sending} />;
	return (
		<Card title="The upload was interrupted">
			<div class="stack loose">
				<p class="soft">
					{formatBytes(row.parts.length * row.partBytes)} arrived. Choose the same file to go on from there.
				</p>
				<FileField label={`Choose “${row.name}” again`} onFile={take} />
			</div>
		</Card>
	);
}

/** Sends a file for as long as the screen is there. */
function useUpload(onPart: (row: Import) => void) {
	const abort = useRef(new AbortController());
	useEffect(() => () => abort.current.abort(), []);
	return (row: Import, file: File) => upload(row, file, onPart, abort.current.signal);
}

function Sending({ row }: { row: Import }) {
	const sent = Math.min(row.bytes, row.parts.length * row.partBytes);
	return (
		<Card title="Uploading">
			<Meter label="Uploaded" value={sent} of={row.bytes}>
				{formatBytes(sent)} of {formatBytes(row.bytes)}. When you close this page, you can go on later.
			</Meter>
		</Card>
	);
}

function NoSite() {
	return (
		<Empty icon="import" title="There is no site yet" actions={<ButtonLink href="/settings">Add a site</ButtonLink>}>
			<p>What is imported belongs to a site.</p>
		</Empty>
	);
}
