import type { Results } from '../shapes/results.ts';
import { Badge, Card } from '../ui/card.tsx';
import { DayChart } from '../ui/day-chart.tsx';
import { formatCount, plural } from '../ui/format.ts';
import { chartOf } from './chart-of.ts';
import { sayP, sayShare } from './say.ts';

/** Who saw what, since when, and whether their numbers fit the weights. */
export function PeopleCard({ results }: { results: Results }) {
	const { people, srm, several, edgeOnly, heldOut, regret, variants } = results;
	const all = people.reduce((sum, one) => sum + one.people, 0);
	const weights = people.reduce((sum, one) => sum + one.weight, 0);
	const isWeighed = (srm !== null || regret !== null) && weights > 0;
	return (
		<Card
			title="People who saw it"
			actions={
				srm &&
				all > 0 && (
					<Badge tone={srm.alarm ? 'bad' : 'good'}>
						{srm.alarm
							? `Does not fit the weights (p ${sayP(srm.pValue)})`
							: `Fits the weights (p ${sayP(srm.pValue)})`}
					</Badge>
				)
			}
		>
			<div class="stack loose">
				<ul class="shares">
					{variants.map(({ id, name }) => {
						const one = people.find(({ variantId }) => variantId === id);
						const share = all === 0 ? 0 : (one?.people ?? 0) / all;
						return (
							<li key={id}>
								<i style={{ width: `${share * 100}%` }} />
								<span class="truncate">{name}</span>
								<span class="numeric">
									{formatCount(one?.people ?? 0)}
									<span class="faint">
										{' '}
										{sayShare(share)}
										{isWeighed && ` (${regret ? 'now' : 'weight'} ${sayShare((one?.weight ?? 0) / weights)})`}
									</span>
								</span>
							</li>
						);
					})}
				</ul>
				{all > 0 && <DayChart title="First seen, by day" {...chartOf(results)} />}
				{regret && <Learned regret={regret} goal={results.goals.find(({ role }) => role === 'primary')?.name ?? ''} />}
				<LeftOut several={several} edgeOnly={edgeOnly} heldOut={heldOut} />
			</div>
		</Card>
	);
}

/** What learning has cost so far, as far as one knows now. */
function Learned({ regret: { lost, gained }, goal }: { regret: NonNullable<Results['regret']>; goal: string }) {
	const say = (n: number) => formatCount(Math.max(0, Math.round(n)));
	return (
		<p class="soft small">
			Learning has cost about {say(lost)} in “{goal}” so far, against everybody having had the best variant; it has
			brought {say(gained)} more than an even split would have.
		</p>
	);
}

function LeftOut({ several, edgeOnly, heldOut }: Pick<Results, 'several' | 'edgeOnly' | 'heldOut'>) {
	const parts = [
		several > 0 && `${plural(several, 'person', 'people')} who saw more than one variant`,
		edgeOnly > 0 && `${plural(edgeOnly, 'person', 'people')} whose browser runs no script`,
		heldOut > 0 && `${plural(heldOut, 'person', 'people')} who are held out`,
	].filter((part) => part !== false);
	return parts.length === 0 ? null : <p class="soft small">Not counted: {parts.join(', ')}.</p>;
}
