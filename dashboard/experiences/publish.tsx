import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { ApiError, type Problem } from '../request.ts';
import { Button } from '../ui/button.tsx';
import { Badge } from '../ui/card.tsx';
import { formatCount, plural } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { toast, toastError } from '../ui/toast.tsx';
import { Conflicts } from './conflicts.tsx';
import type { Publishing } from './use-publishing.ts';

interface Props {
	readonly siteId: string;
	readonly publishing: Publishing;
	/** Why publishing has to wait, if it has to. */
	readonly blocked?: string | undefined;
}

/** What has changed since the active release, the button that publishes it, and what stood in the way. */
export function Publish({ siteId, publishing, blocked }: Props) {
	const [refused, setRefused] = useState<ApiError>();
	const { active, changes } = publishing;
	async function publish() {
		setRefused(undefined);
		try {
			const release = await api.publish(siteId);
			toast('good', `Release ${release.number} is live`);
			publishing.reload();
		} catch (error) {
			if (error instanceof ApiError && error.problems.length > 0) setRefused(error);
			else toastError(error);
		}
	}
	if (!publishing.releases) return <div class="publish-bar" aria-busy="true" />;
	return (
		<div class="stack">
			<div class="publish-bar">
				<span class={changes.length > 0 ? 'publish-mark pending' : 'publish-mark'}>
					<Icon name={changes.length > 0 ? 'rocket' : 'check'} />
				</span>
				<div class="grow">
					<div class="title">{headline(changes.length, active?.number ?? null)}</div>
					{changes.length > 0 && (
						<div class="row wrap">
							{changes.slice(0, 6).map(({ experienceId, name, kind }) => (
								<Badge key={experienceId} tone={kind === 'removed' ? 'warn' : 'info'}>
									{name}: {kind}
								</Badge>
							))}
							{changes.length > 6 && <span class="faint small">and {formatCount(changes.length - 6)} more</span>}
						</div>
					)}
				</div>
				{blocked && <span class="faint small">{blocked}</span>}
				<Button kind="primary" disabled={changes.length === 0 || blocked !== undefined} onClick={publish}>
					Publish
				</Button>
			</div>
			<Conflicts publishing={publishing} blocked={blocked} />
			{refused && <Problems refused={refused} publishing={publishing} />}
		</div>
	);
}

function headline(changes: number, active: number | null): string {
	if (active === null)
		return changes > 0 ? `${plural(changes, 'experience')} ready for the first release` : 'Nothing published yet';
	return changes > 0
		? `${plural(changes, 'change')} since release ${active}`
		: `Release ${active} is what visitors get`;
}

function Problems({ refused, publishing }: { refused: ApiError; publishing: Publishing }) {
	const names = new Map(publishing.experiences?.map(({ id, name }) => [id, name]));
	return (
		<div class="notice bad" role="alert">
			<Icon name="warning" />
			<div class="stack">
				<b>{refused.message}</b>
				<ul class="stack">
					{refused.problems.map((problem) => (
						<li key={`${problem.experienceId} ${problem.path}`}>
							<a href={placeOf(problem)}>{names.get(problem.experienceId) ?? problem.experienceId}</a>:{' '}
							{problem.message}
							{problem.hint && <span class="soft"> {problem.hint}</span>}
						</li>
					))}
				</ul>
			</div>
		</div>
	);
}

/** The address of the very edit or variant that a problem is about. */
function placeOf({ experienceId, variantId, editId }: Problem): string {
	const place = editId ? `#edit-${editId}` : variantId ? `#variant-${variantId}` : '';
	return `/experiences/${encodeURIComponent(experienceId)}${place}`;
}
