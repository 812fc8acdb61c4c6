import { api } from '../api.ts';
import { profileName } from '../profiles/profile-name.ts';
import '../segments/preview.css';
import type { ComputedTraitSpread } from '../shapes.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatCount, formatValue, plural } from '../ui/format.ts';
import { Failure, Skeleton } from '../ui/states.tsx';
import { Avatar } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';
import { useRested } from '../ui/use-rested.ts';
import { type AmountJson, amountOf, formOf } from './amount-form.ts';

interface Props {
	readonly amount: AmountJson;
	readonly broken: boolean;
	readonly onChange: (amount: AmountJson) => void;
}

/** How the values would be spread over everyone as they are now, asked of every shard once typing rests. */
export function SpreadCard({ amount, broken, onChange }: Props) {
	const asked = useRested(amount);
	const key = `spread:${JSON.stringify(asked)}`;
	const { data, error, loading, reload } = useLoad(key, (signal) => api.previewComputedTrait(asked, signal), true);
	const pending = loading || broken || asked !== amount;
	return (
		<Card title="Right now">
			{error && !broken ? (
				<Failure error={error} retry={reload} />
			) : !data ? (
				<Skeleton lines={4} />
			) : (
				<div class={pending ? 'people pending' : 'people'} aria-busy={pending}>
					<Numbers spread={data} />
					<Values spread={data} />
					{data.examples.map(({ profile, value }) => (
						<div key={profile.id} class="row">
							<Avatar of={profile.name ?? profile.email ?? '·'} />
							<a class="truncate grow" href={`/profiles/${encodeURIComponent(profile.id)}`}>
								{profileName(profile)}
							</a>
							<span class="numeric truncate">{formatValue(value)}</span>
						</div>
					))}
					{data.quintiles && <Fifths amount={amount} quintiles={data.quintiles} onChange={onChange} />}
				</div>
			)}
		</Card>
	);
}

function Numbers({ spread: { people, withValue } }: { spread: ComputedTraitSpread }) {
	return (
		<div aria-live="polite">
			<div class="preview-count">{formatCount(withValue)}</div>
			<div class="soft">of {formatCount(people)} people have something to tell</div>
		</div>
	);
}

function Values({ spread: { values } }: { spread: ComputedTraitSpread }) {
	if (values.length === 0) return null;
	return (
		<dl class="facts" aria-label="The most frequent values">
			{values.map(({ value, people }) => [
				<dt key={`value ${formatValue(value)}`} class="truncate">
					{formatValue(value)}
				</dt>,
				<dd key={`people ${formatValue(value)}`} class="numeric">
					{plural(people, 'person', 'people')}
				</dd>,
			])}
		</dl>
	);
}

/** Scores by where people stand today: a fifth of those who have a number gets each. */
function Fifths({
	amount,
	quintiles,
	onChange,
}: Pick<Props, 'amount' | 'onChange'> & { quintiles: readonly number[] }) {
	const form = formOf(amount);
	const bounds = quintiles.filter((bound, i) => i === 0 || bound > (quintiles[i - 1] ?? bound));
	if (form.buckets.length > 0) return null;
	return (
		<div class="stack">
			<p class="soft small">
				A fifth of these people each: up to {quintiles.map((bound) => formatValue(bound)).join(', ')}.
			</p>
			<Button kind="quiet" small onClick={() => onChange(amountOf({ ...form, buckets: bounds }))}>
				Score by these fifths
			</Button>
		</div>
	);
}
