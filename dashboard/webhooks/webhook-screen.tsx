import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { EndpointEditor, HowItDoes } from '../endpoints/endpoint-editor.tsx';
import { RenewSecret } from '../endpoints/signing.tsx';
import { type Editing, savedScreen } from '../layout/saved-screen.tsx';
import type { TestedWebhook, Webhook, WebhookDraft } from '../shapes/webhooks.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field, Segmented, Text } from '../ui/field.tsx';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { JsonView } from '../ui/json-view.tsx';
import { Ago } from '../ui/text.tsx';
import { attempt } from '../ui/toast.tsx';
import { type Draft, useDraft } from '../ui/use-draft.ts';
import { SegmentChoice } from './segment-choice.tsx';

const parent = { path: '/webhooks', title: 'Webhooks' };
const fresh: WebhookDraft = { name: '', enabled: true, url: '', segments: [], moves: ['entered', 'left'] };

/** One webhook: what it is told, and how it does. `new` opens a draft. */
export default savedScreen({ title: 'Webhook', parent, load: api.webhook, Edit });

function Edit({ saved, loaded }: Editing<Webhook>) {
	const draft = useDraft<WebhookDraft>(saved ? draftOf(saved) : fresh);
	return (
		<EndpointEditor
			what="webhook"
			list={parent}
			savedId={saved?.id ?? null}
			draft={draft}
			save={async () => saved && loaded?.set(await api.saveWebhook(saved.id, draft.value))}
			create={() => api.createWebhook(draft.value)}
			remove={api.deleteWebhook}
			afterwards="It is not called any more, nor with what still waits."
			settings={<Settings draft={draft} id={saved?.id ?? null} />}
			aside={saved && <Standing webhook={saved} reload={() => loaded?.reload()} />}
		/>
	);
}

function draftOf({ name, enabled, url, segments, moves }: Webhook): WebhookDraft {
	return { name, enabled, url, segments, moves };
}

function Settings({ draft, id }: { draft: Draft<WebhookDraft>; id: string | null }) {
	const { value, change } = draft;
	const { name, enabled, url, segments, moves } = value;
	return (
		<Card
			title="What is called, and of what"
			actions={id !== null && <RenewSecret renew={() => api.renewWebhookSecret(id)} />}
		>
			<div class="stack loose">
				<Field label="Name">
					<Text value={name} onChange={(next) => change({ name: next })} placeholder="CRM" />
				</Field>
				<Field label="Address" hint="It gets a POST of JSON, signed, and answers with any 2xx.">
					<Text
						mono
						type="url"
						value={url}
						onChange={(next) => change({ url: next })}
						placeholder="https://api.example.com/edgewise"
					/>
				</Field>
				<div class="field">
					<span class="label">It is called when somebody</span>
					<Segmented
						label="It is called when somebody"
						value={moves.length === 2 ? 'both' : (moves[0] ?? 'both')}
						options={[
							['both', 'enters or leaves'],
							['entered', 'enters'],
							['left', 'leaves'],
						]}
						onChange={(next) => change({ moves: next === 'both' ? ['entered', 'left'] : [next] })}
					/>
				</div>
				<SegmentChoice
					value={segments}
					onChange={(next) => change({ segments: next })}
					onProblem={draft.problem('segments')}
				/>
				<div class="field">
					<span class="label">It is</span>
					<Segmented
						label="It is"
						value={enabled ? 'on' : 'off'}
						options={[
							['on', 'On'],
							['off', 'Off'],
						]}
						onChange={(next) => change({ enabled: next === 'on' })}
					/>
				</div>
			</div>
		</Card>
	);
}

function Standing({ webhook, reload }: { webhook: Webhook; reload: () => void }) {
	const { state, failingSince, lastError, lastAnswerAt, givenUp } = webhook.standing;
	return (
		<>
			<HowItDoes of={webhook} reload={reload}>
				<div class="stack">
					{state === 'failing' && (
						<p class="notice bad">
							<Icon name="warning" size={16} />
							<span>
								Failing since <Ago at={failingSince} />. {lastError} Each call is made again for a day, with the same
								id.
							</span>
						</p>
					)}
					<dl class="facts">
						<dt>Last answer</dt>
						<dd>{lastAnswerAt === null ? 'None yet' : <Ago at={lastAnswerAt} />}</dd>
						{givenUp > 0 && <dt>Given up</dt>}
						{givenUp > 0 && <dd class="numeric">{formatCount(givenUp)}</dd>}
					</dl>
				</div>
			</HowItDoes>
			<TryIt id={webhook.id} />
		</>
	);
}

function TryIt({ id }: { id: string }) {
	const [tested, setTested] = useState<TestedWebhook | null>(null);
	const test = () => attempt(async () => setTested(await api.testWebhook(id)));
	return (
		<Card
			title="Try it"
			actions={
				<Button small onClick={test}>
					Send a test
				</Button>
			}
		>
			{tested === null ? (
				<p class="soft">A call about nobody, with the type “test”, to the address that is saved.</p>
			) : (
				<div class="stack">
					<p>
						{tested.isHeard ? `It was heard: ${tested.status}.` : tested.says} ({tested.ms} ms)
					</p>
					{tested.text !== '' && <pre class="code">{tested.text}</pre>}
					<JsonView value={tested.body} />
				</div>
			)}
		</Card>
	);
}
