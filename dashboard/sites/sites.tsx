import { useLocation } from 'preact-iso';
import { api } from '../api.ts';
import { forgetUnsaved } from '../layout/guard.ts';
import { chooseSite, keepSite, sites } from '../layout/session.ts';
import type { Site } from '../shapes/sites.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Badge, Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy.tsx';
import { SaveActions } from '../ui/save-bar.tsx';
import { Empty } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { attempt } from '../ui/toast.tsx';
import { useDraft } from '../ui/use-draft.ts';
import { Install } from './install.tsx';
import { emptySite, SiteForm, siteSettings, tidySite } from './site-form.tsx';

const columns: readonly Column<Site>[] = [
	{
		title: 'Site',
		cell: ({ id, name }) => (
			<a class="cover" href={`/settings/sites/${encodeURIComponent(id)}`}>
				{name}
			</a>
		),
	},
	{ title: 'Hostnames', cell: ({ hostnames }) => <span class="soft">{hostnames.join(', ') || 'by tag only'}</span> },
	{ title: 'Consent', cell: ({ consentMode }) => <span class="soft">{consentMode}</span> },
	{
		title: 'Release',
		keep: true,
		align: 'right',
		cell: ({ release }) => (release === null ? <span class="faint">none</span> : <Badge tone="good">{release}</Badge>),
	},
];

/** The workspace's sites. */
export function Sites() {
	const create = (
		<ButtonLink kind="primary" icon="plus" href="/settings/sites/new">
			Add a site
		</ButtonLink>
	);
	return (
		<Card title="Sites" flush actions={create}>
			{sites.value.length === 0 ? (
				<Empty icon="globe" title="No site yet">
					<p>Add the website that Edgewise shall know the visitors of; its tag is ready at once.</p>
				</Empty>
			) : (
				<Table caption="Sites" columns={columns} rows={sites.value} rowKey={({ id }) => id} />
			)}
		</Card>
	);
}

export function NewSite() {
	const { route } = useLocation();
	const draft = useDraft(emptySite);
	async function create() {
		return attempt(async () => {
			const created = await api.createSite(tidySite(draft.value));
			keepSite(created);
			chooseSite(created.id);
			forgetUnsaved();
			route(`/settings/sites/${encodeURIComponent(created.id)}`, true);
		}, 'Site added');
	}
	return (
		<Card title="Add a site" actions={<SaveActions draft={draft} fresh save={create} verb="Add" />}>
			<SiteForm value={draft.value} change={draft.change} />
		</Card>
	);
}

/** One site: its settings, its keys and its tag. */
export function OneSite({ id }: { id: string }) {
	const saved = sites.value.find((each) => each.id === id);
	if (!saved) {
		return (
			<Empty
				icon="globe"
				title="There is no such site"
				actions={<ButtonLink href="/settings/sites">All sites</ButtonLink>}
			>
				<p>It may have been removed.</p>
			</Empty>
		);
	}
	return <EditSite saved={saved} />;
}

function EditSite({ saved }: { saved: Site }) {
	const draft = useDraft(siteSettings(saved));
	const save = () => attempt(async () => keepSite(await api.saveSite(saved.id, tidySite(draft.value))), 'Site saved');
	return (
		<div class="two-columns">
			<div>
				<Card title={saved.name} actions={<SaveActions draft={draft} fresh={false} save={save} />}>
					<SiteForm value={draft.value} change={draft.change} />
				</Card>
			</div>
			<div>
				<Card title="Install">
					<div class="stack">
						<p class="soft">
							Put this into the head of every page. Behind the Worker (an origin is set), pages carry edits from the
							first byte.
						</p>
						<Install site={saved} />
					</div>
				</Card>
				<Card title="Keys">
					<dl class="stack">
						<Key title="Write key" about="Public; stands in the page." value={saved.writeKey} />
						{saved.secretKey !== null && (
							<Key
								title="Secret key"
								about="For servers only; it may say who somebody is."
								value={saved.secretKey}
								secret
							/>
						)}
					</dl>
				</Card>
			</div>
		</div>
	);
}

function Key(props: { title: string; about: string; value: string; secret?: boolean }) {
	return (
		<div>
			<dt>
				{props.title} <span class="faint small">{props.about}</span>
			</dt>
			<dd class="row">
				<span class="mono truncate grow">{props.secret ? `${props.value.slice(0, 6)}…` : props.value}</span>
				<CopyButton text={props.value} label={`Copy the ${props.title.toLowerCase()}`} />
			</dd>
		</div>
	);
}
