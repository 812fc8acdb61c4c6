import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { Page } from '../layout/page.tsx';
import { site } from '../layout/session.ts';
import { Card } from '../ui/card.tsx';
import { Await, Empty } from '../ui/states.tsx';
import { useLoad } from '../ui/use-load.ts';
import { useRested } from '../ui/use-rested.ts';
import './experiences.css';
import './simulator.css';
import { DecisionItem } from './decision-item.tsx';
import { firstPage, PreviewLink } from './preview-link.tsx';
import { newQuestion, readQuestion, type Simulated } from './simulated.ts';
import { SimulatorForm } from './simulator-form.tsx';

const parent = { path: '/experiences', title: 'Experiences' };

/** What a page shows to somebody at a moment, and why: each experience with every check that was made. */
export default function SimulatorScreen() {
	const current = site.value;
	return (
		<Page title="Simulator" parent={parent} about="Who sees what, when and why. Nothing that happens here counts.">
			{current ? (
				<Simulator key={current.id} siteId={current.id} timeZone={current.timeZone} />
			) : (
				<Empty icon="globe" title="First, a site">
					<p>Experiences belong to a site.</p>
				</Empty>
			)}
		</Page>
	);
}

function Simulator({ siteId, timeZone }: { siteId: string; timeZone: string }) {
	const [simulated, setSimulated] = useState<Simulated>(() => newQuestion(firstPage(), crypto.randomUUID()));
	const asked = useRested(simulated);
	const question = readQuestion(asked, timeZone);
	const loaded = useLoad(`simulator:${siteId}:${JSON.stringify(question)}`, (signal) =>
		api.explainPage(siteId, question, signal),
	);
	const { url, segments, at } = question;
	const { person } = asked;
	return (
		<div class="two-columns turned">
			<div>
				<SimulatorForm
					value={simulated}
					onChange={(part) => setSimulated((old) => ({ ...old, ...part }))}
					timeZone={timeZone}
				/>
				{url !== null && (
					<Card title="See it on the page">
						<div class="stack">
							<PreviewLink
								siteId={siteId}
								url={url}
								fixed
								wish={{
									...(person && { profileId: person.id }),
									...(segments !== undefined && { segments }),
									...(at !== undefined && { at }),
								}}
							/>
							<p class="soft small">
								It shows the drafts that are live, as this person, these segments and this moment have them.
							</p>
						</div>
					</Card>
				)}
			</div>
			<div>
				<Await of={loaded}>
					{({ decisions }) =>
						decisions.length === 0 ? (
							<Empty icon="experiences" title="No experiences yet">
								<p>Make one, and see here who would get it.</p>
							</Empty>
						) : (
							<ul class="decisions" aria-label="Decisions">
								{decisions.map((decision) => (
									<DecisionItem key={decision.experienceId} decision={decision} />
								))}
							</ul>
						)
					}
				</Await>
			</div>
		</div>
	);
}
