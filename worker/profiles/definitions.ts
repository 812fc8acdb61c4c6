import { compile, compileAmount } from '../../core/condition/index.ts';
import type { ConsentMode } from '../../core/consent/types.ts';
import { compileJourney } from '../../core/journey/index.ts';
import { type ComputedTrait, listComputedTraits } from '../computed/index.ts';
import { enabledEnrichments } from '../enrichment/index.ts';
import { compileEnrichment, type LiveEnrichment } from '../enrichment/live-enrichment.ts';
import type { Env } from '../env.ts';
import { journeysForShards } from '../journeys/index.ts';
import { journeyVersion, type LiveJourneys } from '../journeys/react.ts';
import { allMessages } from '../messages/index.ts';
import type { MessageRule } from '../messages/prepare.ts';
import { readRetention } from '../retention/index.ts';
import { allSegments } from '../segments/index.ts';
import { inDependencyOrder, type LiveSegment } from '../segments/match.ts';
import { listSites, workspaceZone } from '../sites/index.ts';
import { enabledWebhooks } from '../webhooks/index.ts';
import type { LiveWebhook } from '../webhooks/live-webhook.ts';
import type { LiveComputedTrait } from './compute-traits.ts';
import type { Retention } from './retain.ts';

/** What names of meanings of segments begin with. */
export const segmentMeaning = 'segment:';

type StoredSegment = Awaited<ReturnType<typeof allSegments>>[number];

/** What a shard needs of the configuration, compiled. */
export interface Definitions {
	readonly segments: readonly LiveSegment[];
	readonly computed: readonly LiveComputedTrait[];
	/** Of accounts: what their members' events amount to. */
	readonly rollUps: readonly LiveComputedTrait[];
	/** What the roll-ups mean: when it is another text, they are worked out anew. */
	readonly rollUpsFingerprint: string;
	/** What segments and computed traits mean, by `segment:<id>`, `computed:<id>` and `timeZone`. */
	readonly meanings: Readonly<Record<string, unknown>>;
	/** The meanings as text: when it is another one, everyone is asked again. */
	readonly fingerprint: string;
	readonly journeys: LiveJourneys;
	readonly messages: ReadonlyMap<string, MessageRule>;
	readonly consentModes: ReadonlyMap<string, ConsentMode>;
	/** The workspace's: people whose own time zone is unknown live in it. */
	readonly timeZone: string;
	readonly retention: Retention;
	readonly enrichments: readonly LiveEnrichment[];
	readonly webhooks: readonly LiveWebhook[];
}

/** What was compiled last in this isolate, and of what, as text: mostly nothing has changed since. */
let compiled: { readonly text: string; readonly definitions: Definitions } | null = null;

/** The configuration as it is stored now. While it says the same, it is the same object. */
export async function loadDefinitions(env: Env): Promise<Definitions> {
	const stored = await readStored(env);
	const text = JSON.stringify(stored);
	if (compiled?.text !== text) compiled = { text, definitions: compileAll(stored) };
	return compiled.definitions;
}

async function readStored(env: Env) {
	const [segments, computed, journeys, messages, sites, retention, enrichments, webhooks] = await Promise.all([
		allSegments(env),
		listComputedTraits(env),
		journeysForShards(env),
		allMessages(env),
		listSites(env),
		readRetention(env),
		enabledEnrichments(env),
		enabledWebhooks(env),
	]);
	return { segments, computed, journeys, messages, sites, retention, enrichments, webhooks };
}

function compileAll(stored: Awaited<ReturnType<typeof readStored>>): Definitions {
	const { segments, computed, journeys, messages, sites, retention, enrichments, webhooks } = stored;
	const timeZone = workspaceZone(sites);
	const ofPeople = computed.filter(({ scope }) => scope === 'person');
	const ofAccounts = computed.filter(({ scope }) => scope === 'account');
	const meanings = meaningsOf(timeZone, segments, ofPeople);
	return {
		meanings,
		fingerprint: JSON.stringify(meanings),
		timeZone,
		retention,
		webhooks,
		enrichments: enrichments.flatMap((one) => compileEnrichment(one, timeZone)),
		segments: inDependencyOrder(segments.flatMap((segment) => compileSegment(segment, timeZone))),
		computed: ofPeople.flatMap(({ id, amount }) => compileTrait(id, amount, timeZone)),
		rollUps: ofAccounts.flatMap(({ id, amount }) => compileTrait(id, amount, timeZone)),
		rollUpsFingerprint: JSON.stringify([timeZone, ...ofAccounts.map(({ id, amount }) => [id, amount]).sort()]),
		journeys: compileJourneys(journeys, timeZone),
		messages: new Map(messages.map((message) => [message.id, message])),
		consentModes: new Map(sites.map((site) => [site.id, site.consentMode])),
	};
}

function meaningsOf(
	timeZone: string,
	segments: readonly StoredSegment[],
	computed: readonly ComputedTrait[],
): Record<string, unknown> {
	const named = [
		...segments.map(({ id, kind, takenAt, createdAt, condition }) => {
			return [segmentMeaning + id, [kind, takenAt, createdAt, condition]] as const;
		}),
		...computed.map(({ id, amount }) => [`computed:${id}`, amount] as const),
	];
	return Object.fromEntries([['timeZone', timeZone], ...named.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** A condition is checked when it is saved; one that no longer compiles must not take the others with it. */
function compileSegment({ condition, ...segment }: StoredSegment, timeZone: string): LiveSegment[] {
	try {
		return [{ ...segment, condition: compile(condition, { timeZone }) }];
	} catch (error) {
		console.error('segment does not compile', segment.id, error);
		return [];
	}
}

function compileTrait(id: string, amount: ComputedTrait['amount'], timeZone: string): LiveComputedTrait[] {
	try {
		return [{ id, amount: compileAmount(amount, { timeZone }) }];
	} catch (error) {
		console.error('computed trait does not compile', id, error);
		return [];
	}
}

function compileJourneys(found: Awaited<ReturnType<typeof journeysForShards>>, timeZone: string): LiveJourneys {
	const versions = new Map<string, ReturnType<typeof compileJourney>>();
	const newest = new Map<string, ReturnType<typeof compileJourney>>();
	for (const { journey, on } of found) {
		try {
			const compiled = compileJourney(journey, { timeZone });
			versions.set(journeyVersion(journey.id, journey.version), compiled);
			const before = newest.get(journey.id);
			if (on && (!before || before.journey.version < journey.version)) newest.set(journey.id, compiled);
		} catch (error) {
			console.error('journey does not compile', journey.id, journey.version, error);
		}
	}
	return { versions, starting: [...newest.values()] };
}
