import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import type { Experience } from '../shapes/experiences.ts';
import type { Breakdown, Results } from '../shapes/results.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Badge, Card, type Tone } from '../ui/card.tsx';
import { Await } from '../ui/states.tsx';
import { Ago } from '../ui/text.tsx';
import { attempt } from '../ui/toast.tsx';
import { useLoad } from '../ui/use-load.ts';
import { GoalTable } from './goal-table.tsx';
import { GroupsCard } from './groups-card.tsx';
import { JudgingCard } from './judging-card.tsx';
import { PeopleCard } from './people-card.tsx';
import { PlannerCard } from './planner-card.tsx';
import '../goals/goals.css';
import './results.css';
import { VerdictCard } from './verdict-card.tsx';

const roles: Readonly<Record<string, readonly [Tone, string]>> = {
	primary: ['accent', 'decides'],
	secondary: ['plain', 'explains'],
	guardrail: ['warn', 'must not suffer'],
};

/** What has become of an experience. */
export default function ResultsScreen() {
	const id = useRoute().params.id ?? '';
	return <OfExperience key={id} id={id} />;
}

function OfExperience({ id }: { id: string }) {
	const [by, setBy] = useState<Breakdown>('none');
	const experience = useLoad(`experience:${id}`, (signal) => api.experience(id, signal));
	const loaded = useLoad(`results ${id} ${by}`, (signal) => api.results(id, by, false, signal), true);
	const again = () => attempt(async () => loaded.set(await api.results(id, by, true)));
	const edit = `/experiences/${encodeURIComponent(id)}`;
	return (
		<Page
			title={experience.data ? `${experience.data.name}: results` : 'Results'}
			parent={{ path: '/experiences', title: 'Experiences' }}
			about={
				loaded.data && (
					<>
						Counted over everyone <Ago at={loaded.data.countedAt} />.{!loaded.data.isLive && ' It is not live now.'}
					</>
				)
			}
			actions={
				<>
					<ButtonLink icon="edit" href={edit}>
						Edit
					</ButtonLink>
					<Button onClick={again}>Count again</Button>
				</>
			}
		>
			<Await of={loaded}>
				{(results) => (
					<Shown
						results={results}
						experience={experience.data}
						by={by}
						setBy={setBy}
						judging={<JudgingCard id={id} results={results} onSaved={loaded.reload} />}
					/>
				)}
			</Await>
		</Page>
	);
}

function Shown(props: {
	results: Results;
	experience: Experience | undefined;
	by: Breakdown;
	setBy: (by: Breakdown) => void;
	judging: ComponentChildren;
}) {
	const { results, experience, by, setBy, judging } = props;
	return (
		<div class="stack loose">
			<VerdictCard verdict={results.verdict} />
			{results.goals.map((goal) => (
				<Card
					key={goal.goalId}
					flush
					title={
						<span class="row">
							{goal.name} <Badge tone={roles[goal.role]?.[0] ?? 'plain'}>{roles[goal.role]?.[1]}</Badge>
						</span>
					}
				>
					<GoalTable goal={goal} results={results} />
				</Card>
			))}
			<div class="two-columns">
				<div>
					<PeopleCard results={results} />
					<GroupsCard results={results} by={by} setBy={setBy} />
				</div>
				<div>
					{judging}
					{experience && experience.kind !== 'personalization' && (
						<PlannerCard
							siteId={experience.siteId}
							pages={experience.pages}
							coverage={experience.coverage}
							results={results}
						/>
					)}
				</div>
			</div>
		</div>
	);
}
