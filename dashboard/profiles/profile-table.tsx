import type { ProfileSummary } from '../shapes/profiles.ts';
import { Badge } from '../ui/card.tsx';
import { formatCount } from '../ui/format.ts';
import { type Column, Table } from '../ui/table.tsx';
import { Ago, Avatar } from '../ui/text.tsx';
import { profileName } from './profile-name.ts';
import './profiles.css';

/** Segments that a row names; of somebody who is in more, the profile tells. */
const segmentsShown = 3;

const columns: readonly Column<ProfileSummary>[] = [
	{
		title: 'Who',
		cell: (profile) => (
			<div class="row">
				<Avatar of={profile.name ?? profile.email ?? profile.userId ?? '·'} />
				<div class="stack tight who">
					<a class="cover truncate" href={`/profiles/${encodeURIComponent(profile.id)}`}>
						{profileName(profile)}
					</a>
					{profile.email && profile.name && <span class="faint small truncate">{profile.email}</span>}
				</div>
			</div>
		),
	},
	{
		title: 'Segments',
		cell: ({ segments }) => (
			<div class="row wrap">
				{segments.slice(0, segmentsShown).map(({ id, name }) => (
					<Badge key={id} tone="accent">
						{name}
					</Badge>
				))}
				{segments.length > segmentsShown && (
					<span class="faint small">and {formatCount(segments.length - segmentsShown)} more</span>
				)}
			</div>
		),
	},
	{ title: 'From', cell: ({ country, device }) => [country, device].filter(Boolean).join(' · ') || '–' },
	{ title: 'Events', align: 'right', cell: ({ events }) => <span class="numeric">{formatCount(events)}</span> },
	{ title: 'Last seen', align: 'right', keep: true, cell: ({ lastSeenAt }) => <Ago at={lastSeenAt} /> },
];

/** People in a table; `undefined` while they load. */
export function ProfileTable({ rows }: { rows: readonly ProfileSummary[] | undefined }) {
	return <Table caption="Profiles" columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
