import type { EnrichmentStanding } from '../shapes/enrichment.ts';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Ago } from '../ui/text.tsx';

const outcomes = [
	['answered', 'answered'],
	['asked', 'waiting'],
	['nothing', 'unknown to it'],
	['refused', 'refused'],
	['full', 'without room'],
	['given-up', 'given up'],
] as const;

/** How many people it was asked about, by what became of it. */
export function People({ of: { people } }: { of: EnrichmentStanding }) {
	const some = outcomes.filter(([outcome]) => (people[outcome] ?? 0) > 0);
	if (some.length === 0) return <>Nobody yet</>;
	return <>{some.map(([outcome, word]) => `${formatCount(people[outcome] ?? 0)} ${word}`).join(', ')}</>;
}

/** How an endpoint does: what fails, since when and when it is tried again. */
export function StandingFacts({ standing }: { standing: EnrichmentStanding }) {
	const { state, failingSince, nextTryAt, lastError, lastAnswerAt, problem } = standing;
	return (
		<div class="stack">
			{state === 'failing' && (
				<p class="notice bad">
					<Icon name="warning" size={16} />
					<span>
						Failing since <Ago at={failingSince} />
						{nextTryAt !== null && (
							<>
								, next try <Ago at={nextTryAt} />
							</>
						)}
						. {lastError} Nobody is lost: whoever waits is asked about when it answers again.
					</span>
				</p>
			)}
			{problem !== null && (
				<p class="notice warn">
					<Icon name="warning" size={16} />
					<span>Not all of the last answers fits: {problem}</span>
				</p>
			)}
			<dl class="facts">
				<dt>People</dt>
				<dd>
					<People of={standing} />
				</dd>
				<dt>Last answer</dt>
				<dd>
					<Ago at={lastAnswerAt} />
				</dd>
			</dl>
		</div>
	);
}
