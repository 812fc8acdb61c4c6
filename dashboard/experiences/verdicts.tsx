import { useState } from 'preact/hooks';
import type { Edit } from '../../core/edit/types.ts';
import type { Variant } from '../../core/release/types.ts';
import { api } from '../api.ts';
import type { Verdicts as Found } from '../shapes/experiences.ts';
import { Button } from '../ui/button.tsx';
import { Badge, Card } from '../ui/card.tsx';
import { formatInstant } from '../ui/format.ts';
import { toastError } from '../ui/toast.tsx';
import { useLoad } from '../ui/use-load.ts';
import { describeEdit } from './describe-edit.ts';

type Place = Found['pages'][number]['edits'][number]['place'];

const places: Readonly<Record<Place, { readonly tone: 'good' | 'info' | 'warn'; readonly text: string }>> = {
	edge: { tone: 'good', text: 'at the edge' },
	browser: { tone: 'info', text: 'in the browser' },
	off: { tone: 'warn', text: 'off' },
};

interface Props {
	readonly experienceId: string;
	readonly variants: readonly Variant[];
	/** Why checking has to wait, if it has to. */
	readonly blocked?: string | undefined;
}

/** Where each edit is made on the pages that were looked at: in the HTML, in the browser, or nowhere, and why. */
export function Verdicts({ experienceId, variants, blocked }: Props) {
	const loaded = useLoad(`verdicts:${experienceId}`, (signal) => api.verdicts(experienceId, signal));
	const [isChecking, setChecking] = useState(false);
	const found = loaded.data;
	async function check() {
		setChecking(true);
		try {
			loaded.set(await api.checkEdits(experienceId));
		} catch (error) {
			toastError(error);
		}
		setChecking(false);
	}
	return (
		<Card
			title="On your pages"
			actions={
				<Button small icon="search" disabled={isChecking || blocked !== undefined} onClick={check}>
					{isChecking ? 'Looking …' : 'Check now'}
				</Button>
			}
		>
			<div class="stack">
				{blocked && <p class="faint small">{blocked}</p>}
				{found && found.pages.length === 0 && (
					<p class="soft small">
						Publishing looks at the experience’s pages, and so does every day after: whether each edit finds exactly its
						element, and where it is made. “Check now” does so for the saved draft.
					</p>
				)}
				{found?.pages.map((page) => (
					<section key={page.path} class="stack">
						<b class="mono small wrap-anywhere">{page.path}</b>
						{page.problem && <p class="notice warn small">{page.problem}</p>}
						<ul class="verdicts">
							{page.edits.map(({ variantId, editId, place, reason, foundAt }) => (
								<li key={`${variantId} ${editId}`}>
									<Badge tone={places[place].tone}>{places[place].text}</Badge>{' '}
									<span class="small wrap-anywhere">
										{nameOf(variants, variantId, editId)}
										{reason && <span class="soft"> · {reason}</span>}
										{foundAt && (
											<span class="soft">
												{' '}
												· The element has moved; it was found again at <code>{foundAt}</code>
											</span>
										)}
									</span>
								</li>
							))}
						</ul>
					</section>
				))}
				{found?.checkedAt && <p class="faint small">Looked at {formatInstant(found.checkedAt)}.</p>}
			</div>
		</Card>
	);
}

function nameOf(variants: readonly Variant[], variantId: string, editId: string): string {
	const edits: readonly Edit[] = variants.find(({ id }) => id === variantId)?.edits ?? [];
	const edit = edits.find(({ id }) => id === editId);
	return edit ? describeEdit(edit) : 'An edit that is not in this draft any more';
}
