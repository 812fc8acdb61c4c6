import type { ConditionJson } from '../../core/condition/types.ts';
import { api } from '../api.ts';
import { profileName } from '../profiles/profile-name.ts';
import { Card } from '../ui/card.tsx';
import { formatCount } from '../ui/format.ts';
import { Failure, Skeleton } from '../ui/states.tsx';
import { Avatar } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';
import { useRested } from '../ui/use-rested.ts';

/** How many people meet the condition now, asked of every shard once typing rests, and a few of them. */
export function Preview({ condition, broken }: { condition: ConditionJson; broken: boolean }) {
	const asked = useRested(condition);
	const key = `preview:${JSON.stringify(asked)}`;
	const { data, error, loading, reload } = useLoad(key, (signal) => api.previewSegment(asked, signal), true);
	const pending = loading || broken || asked !== condition;
	return (
		<Card title="Right now">
			{error ? (
				<Failure error={error} retry={reload} />
			) : !data ? (
				<Skeleton lines={4} />
			) : (
				<div class={pending ? 'people pending' : 'people'} aria-busy={pending}>
					<div aria-live="polite">
						<div class="preview-count">{formatCount(data.count)}</div>
						<div class="soft">{data.count === 1 ? 'person meets this' : 'people meet this'}</div>
					</div>
					{data.examples.map((profile) => (
						<div key={profile.id} class="row">
							<Avatar of={profile.name ?? profile.email ?? '·'} />
							<a class="truncate" href={`/profiles/${encodeURIComponent(profile.id)}`}>
								{profileName(profile)}
							</a>
						</div>
					))}
				</div>
			)}
		</Card>
	);
}
