import { Page } from '../layout/page.tsx';
import { site } from '../layout/session.ts';
import type { Experience } from '../shapes/experiences.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Badge, Card, type Tone } from '../ui/card.tsx';
import { plural } from '../ui/format.ts';
import { Empty, Failure } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Ago } from '../ui/text.tsx';
import './experiences.css';
import { Holdout } from './holdout.tsx';
import { Publish } from './publish.tsx';
import { Releases } from './releases.tsx';
import { usePublishing } from './use-publishing.ts';

const tones: Record<Experience['status'], Tone> = { draft: 'plain', live: 'good', paused: 'warn' };

const columns: readonly Column<Experience>[] = [
	{
		title: 'Experience',
		cell: ({ id, name, pages }) => (
			<>
				<a class="cover" href={`/experiences/${encodeURIComponent(id)}`}>
					{name}
				</a>
				<div class="faint small mono">{pages.include.join('  ') || 'every page'}</div>
			</>
		),
	},
	{ title: 'Kind', cell: ({ kind }) => <span class="soft">{kind}</span> },
	{ title: 'Variants', cell: ({ variants }) => <span class="soft numeric">{plural(variants.length, 'variant')}</span> },
	{
		title: 'Status',
		keep: true,
		cell: ({ status }) => (
			<Badge tone={tones[status]} dot>
				{status}
			</Badge>
		),
	},
	{ title: 'Changed', align: 'right', cell: ({ updatedAt }) => <Ago at={updatedAt} /> },
];

/** A site's experiences, what is not published yet, and its releases. */
export default function ExperiencesScreen() {
	const current = site.value;
	const create = (
		<>
			<ButtonLink icon="search" href="/simulator">
				Simulator
			</ButtonLink>
			<ButtonLink kind="primary" icon="plus" href="/experiences/new">
				New experience
			</ButtonLink>
		</>
	);
	return (
		<Page title="Experiences" about="What your site shows, and to whom." actions={current && create}>
			{current ? (
				<OfSite key={current.id} siteId={current.id} />
			) : (
				<Empty
					icon="globe"
					title="First, a site"
					actions={
						<ButtonLink kind="primary" href="/settings/sites/new">
							Add a site
						</ButtonLink>
					}
				>
					<p>Experiences belong to a site.</p>
				</Empty>
			)}
		</Page>
	);
}

function OfSite({ siteId }: { siteId: string }) {
	const publishing = usePublishing(siteId);
	const { experiences, error, reload } = publishing;
	if (error) return <Failure error={error} retry={reload} />;
	return (
		<div class="stack loose">
			<Publish siteId={siteId} publishing={publishing} />
			<div class="two-columns">
				<div>
					<Card flush>
						{experiences?.length === 0 ? (
							<Empty icon="experiences" title="No experiences yet">
								<p>
									An experience changes a page for some people: a greeting for who comes back, an offer for who left a
									cart.
								</p>
							</Empty>
						) : (
							<Table caption="Experiences" columns={columns} rows={experiences} rowKey={({ id }) => id} />
						)}
					</Card>
				</div>
				<div>
					<Holdout siteId={siteId} />
					<Releases siteId={siteId} publishing={publishing} />
				</div>
			</div>
		</div>
	);
}
