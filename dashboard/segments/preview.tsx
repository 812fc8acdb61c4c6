import { useEffect } from 'preact/hooks';
import type { ConditionJson } from '../../core/condition/types.ts';
import { api } from '../api.ts';
import { profileName } from '../profiles/profile-name.ts';
import type { ApiError } from '../request.ts';
import type { Audience } from '../shapes/segments.ts';
import { Card } from '../ui/card.tsx';
import { DayChart } from '../ui/day-chart.tsx';
import { formatCount } from '../ui/format.ts';
import { Failure, Skeleton } from '../ui/states.tsx';
import { Avatar } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';
import { useRested } from '../ui/use-rested.ts';
import './preview.css';

interface Props {
	readonly condition: ConditionJson;
	readonly broken: boolean;
	/** The segment whose condition it is; null for a new one. */
	readonly own: string | null;
	/** What the server has against the condition that the compiler cannot know, such as a circle of segments. */
	readonly onRefused: (error: ApiError | null) => void;
}

/** Who meets the condition now, asked of every shard once typing rests: how many, ten of them, which segments they are in, and how many did before. */
export function Preview({ condition, broken, own, onRefused }: Props) {
	const asked = useRested(condition);
	const key = `preview:${JSON.stringify(asked)}`;
	const { data, error, loading, reload } = useLoad(key, (signal) => api.previewSegment(asked, own, signal), true);
	useEffect(() => onRefused(error?.status === 400 ? error : null), [error]);
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
					<DayChart
						title="Would have been in it"
						series={['People']}
						days={data.days.map(({ date, count }) => ({ date, values: [count] }))}
					/>
					<Overlap audience={data} own={own} />
					<Examples audience={data} />
				</div>
			)}
		</Card>
	);
}

/** Segments that these people are in already, without the one that is being edited. */
function Overlap({ audience, own }: { audience: Audience; own: string | null }) {
	const others = audience.overlap.filter(({ id }) => id !== own);
	if (others.length === 0) return null;
	return (
		<section class="stack tight">
			<h3>Also in</h3>
			<ul class="overlap">
				{others.map(({ id, name, count }) => {
					const share = Math.round((count / Math.max(1, audience.count)) * 100);
					return (
						<li key={id}>
							<a class="truncate" href={`/segments/${encodeURIComponent(id)}`}>
								{name}
							</a>
							<span class="numeric soft small">
								{formatCount(count)} · {share} %
							</span>
							<meter min={0} max={100} value={share} aria-label={`Share that is in ${name}`} />
						</li>
					);
				})}
			</ul>
		</section>
	);
}

function Examples({ audience: { count, examples } }: { audience: Audience }) {
	if (examples.length === 0) return null;
	return (
		<section class="stack tight">
			<h3>{count > examples.length ? `${examples.length} of them` : 'Who'}</h3>
			{examples.map((profile) => (
				<div key={profile.id} class="row">
					<Avatar of={profile.name ?? profile.email ?? '·'} />
					<a class="truncate" href={`/profiles/${encodeURIComponent(profile.id)}`}>
						{profileName(profile)}
					</a>
				</div>
			))}
		</section>
	);
}
