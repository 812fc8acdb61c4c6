import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { profileName } from '../profiles/profile-name.ts';
import { PersonSearch } from '../segments/person-search.tsx';
import type { EnrichmentDraft, TriedEnrichment } from '../shapes/enrichment.ts';
import type { ProfileSummary } from '../shapes/profiles.ts';
import { Button } from '../ui/button.tsx';
import { Badge, Card } from '../ui/card.tsx';
import { formatValue } from '../ui/format.ts';
import { JsonView } from '../ui/json-view.tsx';
import { attempt } from '../ui/toast.tsx';

/** Calls the endpoint about one person, with the settings as they stand here, and shows what that would change. */
export function TryIt({ id, settings, broken }: { id: string | null; settings: EnrichmentDraft; broken: boolean }) {
	const [person, setPerson] = useState<ProfileSummary | null>(null);
	const [tried, setTried] = useState<TriedEnrichment | null>(null);
	async function run() {
		setTried(null);
		await attempt(async () => setTried(await api.tryEnrichment(id, person?.id ?? null, settings)));
	}
	return (
		<Card title="Try it">
			<div class="stack loose">
				<p class="soft small">
					Calls the endpoint now and changes nothing. Without a choice it is asked about somebody who is meant.
				</p>
				{person ? (
					<div class="row apart">
						<span class="truncate">{profileName(person)}</span>
						<Button kind="quiet" small onClick={() => setPerson(null)}>
							Anybody
						</Button>
					</div>
				) : (
					<PersonSearch label="About whom" onPick={setPerson} />
				)}
				<div>
					<Button disabled={broken || settings.url === ''} icon="play" onClick={run}>
						Call the endpoint
					</Button>
				</div>
				{tried && <Tried tried={tried} />}
			</div>
		</Card>
	);
}

const kinds = {
	answer: ['good', 'answered'],
	nothing: ['info', 'knows nothing'],
	refused: ['warn', 'refused'],
	failure: ['bad', 'failed'],
} as const;

function Tried({ tried: { profileId, isMeant, request, answer, changes, problems } }: { tried: TriedEnrichment }) {
	const [tone, word] = kinds[answer.kind];
	return (
		<div class="stack loose" role="status">
			<div class="row wrap">
				<Badge tone={tone}>{word}</Badge>
				<span class="soft small">
					{answer.status !== null && `${answer.status}, `}
					{answer.ms} ms, about <a href={`/profiles/${encodeURIComponent(profileId)}`}>this person</a>
				</span>
			</div>
			{answer.says && <p>{answer.says}</p>}
			{!isMeant && <p class="soft small">The condition does not hold for this person: by itself nobody would ask.</p>}
			<section class="stack tight">
				<h3>What would change</h3>
				{changes.length === 0 ? (
					<p class="soft">Nothing.</p>
				) : (
					<ul class="stack tight">
						{changes.map(({ trait, before, after }) => (
							<li key={trait} class="wrap-anywhere">
								<span class="mono">{trait}</span>: {before === null ? 'nothing' : formatValue(before)} →{' '}
								<strong>{formatValue(after)}</strong>
							</li>
						))}
					</ul>
				)}
				{problems.map((problem) => (
					<p key={problem} class="small problem">
						{problem}
					</p>
				))}
			</section>
			<section class="stack tight">
				<h3>Sent</h3>
				<JsonView value={request.body} />
				<p class="faint small wrap-anywhere">{request.headers.map(({ name }) => name).join(', ')}</p>
			</section>
			{answer.text !== '' && (
				<section class="stack tight">
					<h3>Answered</h3>
					<Answer text={answer.text} />
				</section>
			)}
		</div>
	);
}

/** JSON where it is JSON, else the text as it came. */
function Answer({ text }: { text: string }) {
	try {
		return <JsonView value={JSON.parse(text)} />;
	} catch {
		return <pre class="json">{text}</pre>;
	}
}
