import { api } from '../api.ts';
import { ConditionBuilder } from '../condition-builder/condition-builder.tsx';
import { type Editing, savedScreen } from '../layout/saved-screen.tsx';
import type { Enrichment, EnrichmentDraft } from '../shapes/enrichment.ts';
import { Card } from '../ui/card.tsx';
import { Field, Segmented, Text } from '../ui/field.tsx';
import { type Draft, useDraft } from '../ui/use-draft.ts';
import { draftOf } from './draft-of.ts';
import './enrichment.css';
import { EndpointEditor, HowItDoes } from '../endpoints/endpoint-editor.tsx';
import { RenewSecret } from '../endpoints/signing.tsx';
import { HeaderRows } from './header-rows.tsx';
import { LimitFields } from './limit-fields.tsx';
import { MappingRows } from './mapping-rows.tsx';
import { NamesField } from './names-field.tsx';
import { StandingFacts } from './standing.tsx';
import { TryIt } from './try-it.tsx';

const parent = { path: '/enrichment', title: 'Enrichment' };

/** One endpoint: who is asked about, what is sent, what becomes of the answer, and how it does. `new` opens a draft. */
export default savedScreen({ title: 'Endpoint', parent, load: api.enrichment, Edit });

function Edit({ saved, loaded }: Editing<Enrichment>) {
	const draft = useDraft<EnrichmentDraft>(draftOf(saved));
	return (
		<EndpointEditor
			what="endpoint"
			list={parent}
			savedId={saved?.id ?? null}
			draft={draft}
			save={async () => saved && loaded?.set(await api.saveEnrichment(saved.id, draft.value))}
			create={() => api.createEnrichment(draft.value)}
			remove={api.deleteEnrichment}
			afterwards="Nobody is asked any more. Traits that it has answered stay."
			settings={<Settings draft={draft} id={saved?.id ?? null} />}
			aside={
				<>
					{saved && (
						<HowItDoes of={saved} reload={() => loaded?.reload()}>
							<StandingFacts standing={saved.standing} />
						</HowItDoes>
					)}
					<TryIt id={saved?.id ?? null} settings={draft.value} broken={draft.broken} />
				</>
			}
		/>
	);
}

function Settings({ draft, id }: { draft: Draft<EnrichmentDraft>; id: string | null }) {
	const { value, change } = draft;
	const { name, enabled, url, headers, condition, sends, mapping } = value;
	return (
		<>
			<Card title="The endpoint" actions={id !== null && <RenewSecret renew={() => api.renewSigningSecret(id)} />}>
				<div class="stack loose">
					<Field label="Name">
						<Text value={name} onChange={(next) => change({ name: next })} placeholder="Company by e-mail" />
					</Field>
					<Field label="Address" hint="It gets a POST of JSON, signed, and answers with a JSON object.">
						<Text
							mono
							type="url"
							value={url}
							onChange={(next) => change({ url: next })}
							placeholder="https://api.example.com/people"
						/>
					</Field>
					<HeaderRows headers={headers} onChange={(next) => change({ headers: next })} />
					<div class="field">
						<span class="label">It is</span>
						<Segmented
							label="It is"
							value={enabled ? 'on' : 'off'}
							options={[
								['on', 'Asked'],
								['off', 'Off'],
							]}
							onChange={(next) => change({ enabled: next === 'on' })}
						/>
					</div>
					<LimitFields value={value} change={change} />
				</div>
			</Card>
			<Card title="About whom">
				<div class="stack loose">
					<ConditionBuilder
						label="Who is asked about"
						value={condition}
						onChange={(next) => next && change({ condition: next })}
						onProblem={draft.problem('condition')}
					/>
					<p class="soft small">
						Only people who allow analytics and personalisation. Each is asked about once, and again when more is known
						of them.
					</p>
				</div>
			</Card>
			<Card title="What is sent, and what comes of it">
				<div class="stack loose">
					<NamesField
						label="Traits that are sent"
						hint="By commas. Send no more than it needs."
						placeholder="email, country"
						value={sends.traits}
						onChange={(traits) => change({ sends: { ...sends, traits } })}
					/>
					<NamesField
						label="Identities that are sent"
						hint="Kinds by commas: userId, email, phone, or one of your own."
						placeholder="userId"
						value={sends.identities}
						onChange={(identities) => change({ sends: { ...sends, identities } })}
					/>
					<MappingRows mapping={mapping} onChange={(next) => change({ mapping: next })} />
				</div>
			</Card>
		</>
	);
}
