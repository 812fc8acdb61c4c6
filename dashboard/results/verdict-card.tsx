import type { Verdict } from '../../core/judge/index.ts';
import { Icon, type IconName } from '../ui/icon.tsx';

const looks: Readonly<Record<Verdict['kind'], readonly [tone: string, icon: IconName, title: string]>> = {
	'not-compared': ['info', 'info', 'Nothing to compare'],
	nobody: ['info', 'clock', 'Waiting for the first visitor'],
	'no-goal': ['info', 'goals', 'Choose what decides'],
	broken: ['bad', 'warning', 'Do not trust these numbers'],
	'too-early': ['info', 'clock', 'Too early to tell'],
	guardrail: ['warn', 'warning', 'A guardrail is hurt'],
	winner: ['good', 'check', 'There is a winner'],
	loser: ['warn', 'back', 'Keep the control'],
	'no-difference': ['info', 'info', 'No difference worth having'],
	open: ['info', 'clock', 'Still open'],
};

/** What follows from it all: in words, with what to do next. */
export function VerdictCard({ verdict }: { verdict: Verdict }) {
	const [tone, icon, title] = looks[verdict.kind];
	return (
		<section class={`verdict-card ${tone}`} aria-label="Verdict">
			<span class="mark">
				<Icon name={icon} size={20} />
			</span>
			<div class="grow">
				<h2>{title}</h2>
				<p>{verdict.says}</p>
				<p class="soft">{verdict.next}</p>
			</div>
		</section>
	);
}
