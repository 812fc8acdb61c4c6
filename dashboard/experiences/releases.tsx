import { api } from '../api.ts';
import type { ReleaseSummary } from '../shapes/experiences.ts';
import { Button } from '../ui/button.tsx';
import { Badge, Card } from '../ui/card.tsx';
import { confirm } from '../ui/dialog.tsx';
import { plural } from '../ui/format.ts';
import { Ago } from '../ui/text.tsx';
import { attempt } from '../ui/toast.tsx';
import type { Publishing } from './use-publishing.ts';

/** Every release, newest first; any of them can be what visitors get again. */
export function Releases({ siteId, publishing }: { siteId: string; publishing: Publishing }) {
	const { releases = [], active } = publishing;
	if (releases.length === 0) return null;
	async function activate({ number }: ReleaseSummary) {
		const yes = await confirm({
			title: `Give visitors release ${number}?`,
			body: `Release ${active?.number ?? '–'} stops being shown within seconds. Your drafts stay as they are.`,
			action: active && number < active.number ? 'Roll back' : 'Activate',
		});
		if (!yes) return;
		if (await attempt(() => api.activateRelease(siteId, number), `Release ${number} is live`)) publishing.reload();
	}
	return (
		<Card title="Releases" flush>
			<ul class="releases">
				{releases.map((release) => (
					<li key={release.number}>
						<span class="numeric number">{release.number}</span>
						<div class="grow">
							<div>{plural(release.experiences, 'experience')}</div>
							<div class="faint small truncate">
								<Ago at={release.publishedAt} />
								{release.publishedBy && ` by ${release.publishedBy}`}
							</div>
						</div>
						{release.active ? (
							<Badge tone="good" dot>
								active
							</Badge>
						) : (
							<Button small onClick={() => activate(release)}>
								{active && release.number < active.number ? 'Roll back' : 'Activate'}
							</Button>
						)}
					</li>
				))}
			</ul>
		</Card>
	);
}
