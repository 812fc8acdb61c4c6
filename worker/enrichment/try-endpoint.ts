import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { identitiesByKind } from '../profiles/identities-by-kind.ts';
import { audienceOf, shardOf } from '../profiles/index.ts';
import { knownProfile, nobody } from '../profiles/known-profile.ts';
import type { TraitChange } from '../profiles/trait-changes.ts';
import type { ProfileDetail } from '../profiles/view.ts';
import { listSites } from '../sites/index.ts';
import { type CallOutcome, callEndpoint } from './call-endpoint.ts';
import { inputOf } from './input-of.ts';
import { mayEnrich } from './is-asked-about.ts';
import { mapAnswer } from './map-answer.ts';
import type { Endpoint } from './post-signed.ts';
import { sayAnswer } from './say-answer.ts';
import type { Settings } from './settings.ts';
import type { Input } from './types.ts';

/** People of the audience who are looked at for somebody of whom there is something to send. */
const examplesMax = 20;

/**
 * Asks an endpoint about one person, now, and tells what was sent, what came back, and what it would change. Nothing is kept, and
 * no one's consent is overridden: who does not allow it is not asked about.
 * @param profileId whom; undefined for anybody who is meant
 */
export async function tryEndpoint(
	env: Env,
	endpoint: Endpoint,
	settings: Settings,
	{ id, profileId }: { readonly id: string; readonly profileId: string | undefined },
) {
	const mode = (await listSites(env)).some(({ consentMode }) => consentMode === 'required') ? 'required' : 'implied';
	const allowed = ({ consent }: ProfileDetail) => mayEnrich(consent, mode);
	const { person, input } = await exampleOf(env, settings, profileId, allowed);
	const explained = await shardOf(env, person.id).explain(person.id, JSON.stringify(settings.condition), null);
	const call = await callEndpoint(endpoint, input, `test-${crypto.randomUUID()}`);
	const mapped = mapAnswer(settings.mapping, call.outcome.kind === 'answer' ? call.outcome.body : {});
	const foreseen = await foreseeAnswer(env, { id, name: settings.name }, person.id, mapped.traits);
	return {
		profileId: person.id,
		isMeant: explained?.matches === true,
		request: { url: endpoint.url, headers: shownHeaders(endpoint), body: input },
		answer: { kind: call.outcome.kind, status: call.status, says: saysOf(call.outcome), text: call.text, ms: call.ms },
		changes: foreseen.changes.map(({ trait, before, after }) => ({
			trait,
			before: before === null ? null : JSON.parse(before),
			after: JSON.parse(after),
		})),
		problems: [...mapped.problems, ...foreseen.problems],
	};
}

async function exampleOf(
	env: Env,
	{ condition, sends }: Settings,
	profileId: string | undefined,
	allowed: (person: ProfileDetail) => boolean,
): Promise<{ person: ProfileDetail; input: Input }> {
	const ids =
		profileId === undefined
			? (await audienceOf(env, condition, { examples: examplesMax, moments: [Date.now()] })).examples
			: [knownProfile(env, profileId)];
	for (const id of ids) {
		const person = await shardOf(env, id).detail(id);
		if (!person) continue;
		const identities = await identitiesByKind(env, [person.id], sends.identities);
		const traits = Object.fromEntries(Object.entries(person.traits).map(([key, { value }]) => [key, value]));
		const input = inputOf(sends, traits, identities.get(person.id) ?? {});
		if (input && allowed(person)) return { person, input };
		if (profileId !== undefined) throw notAskedAbout(input !== null);
	}
	if (profileId !== undefined) throw nobody(profileId);
	throw new Refusal('nobody-meant', 'Nobody is meant of whom there is something to send.', {
		status: 409,
		path: 'settings.condition',
		hint: 'Change the condition or what is sent, or choose a person.',
	});
}

function notAskedAbout(isKnown: boolean): Refusal {
	const message = isKnown
		? 'This person has not allowed that anything is found out about them.'
		: 'Nothing of what is to be sent is known of this person.';
	return new Refusal('person-unsuitable', message, { status: 409, path: 'profileId', hint: 'Choose another person.' });
}

/** What the answer would change, by the code that takes it in; nothing is changed. */
async function foreseeAnswer(
	env: Env,
	enrichment: { readonly id: string; readonly name: string },
	profileId: string,
	traits: Readonly<Record<string, unknown>>,
): Promise<{ changes: readonly TraitChange[]; problems: readonly string[] }> {
	if (Object.keys(traits).length === 0) return { changes: [], problems: [] };
	try {
		const event = await sayAnswer(env, enrichment, profileId, 'test', traits, Date.now());
		const people = [{ profileId, events: [event] }];
		const [foreseen] = await shardOf(env, profileId).rehearse({ siteId: '@test', source: 'enrichment', people });
		const isFull = (foreseen?.full.length ?? 0) > 0;
		return { changes: foreseen?.changes ?? [], problems: isFull ? ['The profile has no room for more traits.'] : [] };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { changes: [], problems: [error.message] };
	}
}

/** As they are sent; secrets are covered. */
function shownHeaders({ headers }: Endpoint): { name: string; value: string }[] {
	const covered = headers.map(([name]) => ({ name, value: '•••' }));
	return [...covered, { name: 'X-Edgewise-Signature', value: 't=…,v1=…' }, { name: 'Idempotency-Key', value: '…' }];
}

function saysOf(outcome: CallOutcome): string | null {
	return outcome.kind === 'failure' || outcome.kind === 'refused' ? outcome.says : null;
}
