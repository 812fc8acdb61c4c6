import { api } from '../api.ts';
import { profileName } from '../profiles/profile-name.ts';
import '../segments/preview.css';
import type { ComputedTrait, ComputedTraitSpread } from '../shapes/computed.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatCount, formatValue, plural } from '../ui/format.ts';
import { Failure, Skeleton } from '../ui/states.tsx';
import { Avatar } from '../ui/text.tsx';
import { useLoad } from '../ui/use-load.ts';
import { useRested } from '../ui/use-rested.ts';
import { type AmountJson, boundsOf } from './amount-form.ts';

interface Props {
	readonly scope: ComputedTrait['scope'];
	readonly amount: AmountJson;
	readonly broken: boolean;
	readonly onChange: (amount: AmountJson) => void;
}

/** How the values would be spread over everyone as they are now, asked of every shard once typing rests. */
export function SpreadCard({ scope, amount, broken, onChange }: Props) {
	const asked = useRested(amount);
	const key = `spread:${scope} ${JSON.stringify(asked)}`;
	const { data, error, loading, reload } = useLoad(
		key,
		(signal) => api.previewComputedTrait({ scope, amount: asked }, signal),
		true,
	);
	const pending = loading || broken || asked !== amount;
	return (
		<Card title="Right now">
			{error && !broken ? (
				<Failure error={error} retry={reload} />
			) : !data ? (
				<Skeleton lines={4} />
			) : (
				<div class={pending ? 'people pending' : 'people'} aria-busy={pending}>
					<Numbers scope={scope} spread={data} />
					<Values scope={scope} spread={data} />
					{data.examples.map((example) => (
						<Example key={example.profile?.id ?? example.account?.id} example={example} />
					))}
					{data.quintiles && <Fifths amount={amount} quintiles={data.quintiles} onChange={onChange} />}
				</div>
			)}
		</Card>
	);
}

function Example({ example: { profile, account, value } }: { example: ComputedTraitSpread['examples'][number] }) {
	const name = profile ? profileName(profile) : (account?.id ?? '');
	const path = profile ? `/profiles/${encodeURIComponent(profile.id)}` : `/accounts/${encodeURIComponent(name)}`;
	return (
		<div class="row">
			<Avatar of={profile ? (profile.name ?? profile.email ?? '·') : name} />
			<a class="truncate grow" href={path}>
				{name}
			</a>
			<span class="numeric truncate">{formatValue(value)}</span>
		</div>
	);
}

type Spread = Pick<Props, 'scope'> & { readonly spread: ComputedTraitSpread };

function Numbers({ scope, spread: { people, withValue } }: Spread) {
	return (
		<div aria-live="polite">
			<div class="preview-count">{formatCount(withValue)}</div>
			<div class="soft">
				of {formatCount(people)} {scope === 'account' ? 'accounts' : 'people'} have something to tell
			</div>
		</div>
	);
}

function Values({ scope, spread: { values } }: Spread) {
	if (values.length === 0) return null;
	return (
		<dl class="facts" aria-label="The most frequent values">
			{values.map(({ value, people }) => [
				<dt key={`value ${formatValue(value)}`} class="truncate">
					{formatValue(value)}
				</dt>,
				<dd key={`people ${formatValue(value)}`} class="numeric">
					{scope === 'account' ? plural(people, 'account') : plural(people, 'person', 'people')}
				</dd>,
			])}
		</dl>
	);
}

/** Ranks by where people stand today: a fifth of those who have a number gets each. */
function Fifths({
	amount,
	quintiles,
	onChange,
}: Pick<Props, 'amount' | 'onChange'> & { quintiles: readonly number[] }) {
	const bounds = quintiles.filter((bound, i) => i === 0 || bound > (quintiles[i - 1] ?? bound));
	if (boundsOf(amount).length > 0) return null;
	return (
		<div class="stack">
			<p class="soft small">A fifth of these each: up to {quintiles.map((bound) => formatValue(bound)).join(', ')}.</p>
			<Button kind="quiet" small onClick={() => onChange({ ...amount, buckets: bounds })}>
				Rank by these fifths
			</Button>
		</div>
	);
}
