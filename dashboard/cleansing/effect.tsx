import { api } from '../api.ts';
import type { CleansingRule } from '../shapes/cleansing.ts';
import { Card } from '../ui/card.tsx';
import { formatValue, plural } from '../ui/format.ts';
import { Failure, Skeleton } from '../ui/states.tsx';
import { useLoad } from '../ui/use-load.ts';
import { useRested } from '../ui/use-rested.ts';

/** What the rules would make of those who were seen last, as they are now. */
export function Effect({ rules, usable }: { rules: readonly CleansingRule[]; usable: boolean }) {
	const rested = useRested(rules);
	const asked = usable ? rested : [];
	const key = `cleansing-preview:${JSON.stringify(asked)}`;
	const { data, error, reload } = useLoad(key, (signal) => api.previewCleansing(asked, signal), true);
	return (
		<Card title="What they would change">
			{error ? (
				<Failure error={error} retry={reload} />
			) : !data ? (
				<Skeleton lines={3} />
			) : (
				<div class="stack">
					<p class="soft small">
						{data.changed === 0
							? `Nothing of the ${plural(data.people, 'person', 'people')} seen last. Rules hold for what comes from now on.`
							: `${plural(data.changed, 'value')} of the ${plural(data.people, 'person', 'people')} seen last, if they were said again.`}
					</p>
					<ul class="stack">
						{data.examples.map(({ profileId, trait, before, after }) => (
							<li key={`${profileId} ${trait}`} class="cleansing-change">
								<a class="mono small" href={`/profiles/${encodeURIComponent(profileId)}`}>
									{trait}
								</a>
								<del class="wrap-anywhere">{formatValue(before)}</del>
								<ins class="wrap-anywhere">{formatValue(after)}</ins>
							</li>
						))}
					</ul>
				</div>
			)}
		</Card>
	);
}
