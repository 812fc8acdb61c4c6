import { useRef, useState } from 'preact/hooks';
import { api } from '../api.ts';
import { Meter } from '../imports/meter.tsx';
import type { MergedDuplicate } from '../shapes/duplicates.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { confirm } from '../ui/dialog.tsx';
import { plural } from '../ui/format.ts';
import { attempt } from '../ui/toast.tsx';

/** Pairs that one call merges. */
const atOnce = 20;

interface Progress {
	readonly merged: number;
	readonly left: readonly MergedDuplicate[];
}

/** Merges all pairs that are certain, some at a time, and tells of those that were left alone. */
export function MergeCertain({ count, done }: { count: number; done: () => void }) {
	const [progress, setProgress] = useState<Progress | null>(null);
	const [working, setWorking] = useState(false);
	const stopped = useRef(false);
	async function merge() {
		const yes = await confirm({
			title: `Merge ${plural(count, 'pair')}?`,
			body: 'What your server, files and teammates answer for says that they are one, and nothing speaks against it. Each merge can be undone for thirty days, on the profile that stays.',
			action: 'Merge them',
		});
		if (!yes) return;
		stopped.current = false;
		setWorking(true);
		await attempt(() => mergeAll(setProgress, () => stopped.current));
		setWorking(false);
		done();
	}
	if (count === 0 && progress === null) return null;
	const { merged = 0, left = [] } = progress ?? {};
	return (
		<Card
			title={`${plural(count, 'pair')} ${count === 1 ? 'is' : 'are'} certain`}
			actions={
				working ? (
					<Button
						onClick={() => {
							stopped.current = true;
						}}
					>
						Stop
					</Button>
				) : (
					<Button kind="primary" disabled={count === 0} onClick={merge}>
						Merge all certain ones
					</Button>
				)
			}
		>
			{progress === null ? (
				<p class="soft">They have an address, a number or several facts in common, and nothing speaks against it.</p>
			) : (
				<div class="stack">
					<Meter label="Merged" value={merged} of={working ? Math.max(count, merged) : merged}>
						{plural(merged, 'pair')} merged{left.length > 0 && `, ${left.length} left alone`}.
					</Meter>
					{left.slice(0, 5).map(({ id, message }) => (
						<p key={id} class="small">
							<a href={`/duplicates/${encodeURIComponent(id)}`}>Left alone</a>: {message}
						</p>
					))}
				</div>
			)}
		</Card>
	);
}

/** Until none is certain that was not left alone before. */
async function mergeAll(tell: (progress: Progress) => void, isStopped: () => boolean): Promise<void> {
	let merged = 0;
	const left = new Map<string, MergedDuplicate>();
	for (let cursor: string | null = null; !isStopped(); ) {
		const page = await api.duplicates({ level: 'certain', cursor });
		const ids = page.items.map(({ id }) => id).filter((id) => !left.has(id));
		if (ids.length === 0 && page.cursor === null) return;
		for (let from = 0; from < ids.length && !isStopped(); from += atOnce) {
			const { items } = await api.mergeDuplicates(ids.slice(from, from + atOnce));
			for (const item of items) if (item.profileId === null) left.set(item.id, item);
			merged += items.filter(({ profileId }) => profileId !== null).length;
			tell({ merged, left: [...left.values()] });
		}
		cursor = page.cursor;
	}
}
