import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import type { Transact } from '../profiles/attend.ts';
import { identitiesByKind } from '../profiles/identities-by-kind.ts';
import type { IngestedPerson } from '../profiles/ingest-by-shard.ts';
import { consentModeOf, type Turn } from '../profiles/settle.ts';
import type { IngestInput } from '../profiles/shard-interface.ts';
import type { Enriched, EnrichedOutcome } from '../profiles/tables/enriched.ts';
import { subjectOf } from '../profiles/view.ts';
import { type Answered, askEndpoint, type Failed, type Question } from './ask-endpoint.ts';
import { retryAfterMs, triesMax } from './circuit.ts';
import { endpointOf } from './endpoint.ts';
import { findPeople } from './find-people.ts';
import { inputOf } from './input-of.ts';
import { isMeant, mayEnrich } from './is-asked-about.ts';
import type { LiveEnrichment } from './live-enrichment.ts';
import { sayAnswer } from './say-answer.ts';

/** Questions that are asked together. */
const turnSize = 20;
/** How long an endpoint rests after something else than it has failed, or it was turned off just now, ms. */
const restMs = 5000;

interface Surroundings {
	readonly env: Env;
	readonly transact: Transact;
	readonly turn: () => Promise<Turn>;
	readonly ingest: (input: IngestInput) => Promise<IngestedPerson[]>;
	readonly ringAt: (ms: number) => void;
}

/**
 * Asks the owner's endpoints about a shard's people, beside all else that the shard does: nothing waits for an endpoint. A question
 * is noted before it is asked, and stays so until its answer is in the person's history; a process that dies asks again.
 */
export class Enricher {
	readonly #by: Surroundings;
	/** Endpoints that are being asked: what dies with them in memory is due in storage. */
	readonly #asking = new Set<string>();

	constructor(by: Surroundings) {
		this.#by = by;
	}

	/** The alarm's share: finds whom to ask about, and begins to ask. Endpoints do not wait for one another. */
	attend(turn: Turn): void {
		if (findPeople(turn, this.#by.transact)) this.#by.ringAt(turn.now);
		for (const { id } of turn.definitions.enrichments) {
			if (this.#asking.has(id) || turn.tables.enriched.due(id, Date.now(), 1).length === 0) continue;
			this.#asking.add(id);
			this.#askAll(id)
				.catch((error: unknown) => {
					console.error('enriching goes on later', id, error);
					return scheduler.wait(restMs);
				})
				.finally(() => {
					this.#asking.delete(id);
					this.#by.ringAt(Math.max(this.nextAt(turn), Date.now() + 100));
				});
		}
	}

	/** When a question is to be asked that is not being asked, ms; Infinity when there is none. */
	nextAt({ tables }: Pick<Turn, 'tables'>): number {
		return tables.enriched.earliest([...this.#asking]);
	}

	async #askAll(id: string): Promise<void> {
		for (;;) {
			const turn = await this.#by.turn();
			const asked = turn.tables.enriched.due(id, turn.now, turnSize);
			if (asked.length === 0) return;
			await this.#ask(turn, id, asked);
		}
	}

	async #ask(turn: Turn, id: string, asked: readonly Enriched[]): Promise<void> {
		const { env } = this.#by;
		const enrichment = turn.definitions.enrichments.find((one) => one.id === id);
		const endpoint = enrichment && (await endpointOf(env, id));
		if (!endpoint) {
			// It was turned off meanwhile; once that is known here, the questions go.
			for (const one of asked) turn.tables.enriched.save({ ...one, dueAt: Date.now() + restMs });
			return;
		}
		const questions = await this.#questions(turn, enrichment, asked);
		const rows = new Map(asked.map((one) => [one.profileId, one]));
		const isOpen = ({ profileId }: Pick<Enriched, 'profileId'>) => {
			const one = rows.get(profileId);
			return one !== undefined && stands(turn, one);
		};
		const answers = await askEndpoint(env, enrichment, endpoint, [...questions.values()], isOpen, Date.now());
		const events: IngestInput['people'][number][] = [];
		const ends: Enriched[] = [];
		for (const [place, one] of [...questions.keys()].entries()) {
			const answer = answers[place];
			if (!answer) throw new Error(`no answer about ${one.profileId}`);
			const end = await this.#endOf(enrichment, one, answer);
			ends.push(end.asked);
			if (end.event && isOpen(one)) events.push({ profileId: one.profileId, events: [end.event] });
		}
		const full = await this.#tell(turn, events);
		this.#by.transact(() => {
			for (const end of ends)
				if (isOpen(end)) turn.tables.enriched.save(full.has(end.profileId) ? { ...end, outcome: 'full' } : end);
		});
	}

	/** What is asked of those who still are meant; of the others it is noted that nothing is. */
	async #questions(
		turn: Turn,
		enrichment: LiveEnrichment,
		asked: readonly Enriched[],
	): Promise<Map<Enriched, Question>> {
		const { tables, definitions, now } = turn;
		const { identities: kinds } = enrichment.sends;
		const identities = await identitiesByKind(
			this.#by.env,
			asked.map(({ profileId }) => profileId),
			kinds,
		);
		const questions = new Map<Enriched, Question>();
		for (const one of asked) {
			const { profileId } = one;
			const profile = tables.profiles.read(profileId);
			const subject = profile && subjectOf(tables, profileId);
			const isStill = subject && isMeant(enrichment, profile, subject, consentModeOf(definitions), now);
			const traits = Object.entries(profile?.traits ?? {}).map(([key, { value }]) => [key, value] as const);
			const input = isStill
				? inputOf(enrichment.sends, Object.fromEntries(traits), identities.get(profileId) ?? {})
				: null;
			if (input) questions.set(one, { profileId, input });
			else if (profile) tables.enriched.save(over(one, 'nothing', now));
			else tables.enriched.remove(profileId);
		}
		return questions;
	}

	async #endOf(enrichment: LiveEnrichment, one: Enriched, answer: Answered) {
		const now = Date.now();
		if (answer.kind === 'later') return { asked: { ...one, dueAt: Math.max(answer.at, now + 1000) } };
		if (answer.kind === 'refused') return { asked: over(one, 'refused', now) };
		if (answer.kind === 'failed') return { asked: afterFailure(one, answer, now) };
		if (Object.keys(answer.traits).length === 0) return { asked: over(one, 'nothing', now) };
		try {
			const event = await sayAnswer(this.#by.env, enrichment, one.profileId, answer.name, answer.traits, now);
			return { asked: over(one, 'answered', now), event };
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return { asked: over(one, 'refused', now) };
		}
	}

	/** Tells people's histories; returns those who have no room for it. Who has left, or has refused meanwhile, is told nothing. */
	async #tell({ tables, definitions }: Turn, told: IngestInput['people']): Promise<Set<string>> {
		const siteId = [...definitions.consentModes.keys()].at(-1);
		const people = told.filter(({ profileId }) => {
			const profile = tables.profiles.read(profileId);
			return profile !== null && mayEnrich(profile.consent, consentModeOf(definitions));
		});
		if (siteId === undefined || people.length === 0) return new Set();
		const results = await this.#by.ingest({ siteId, source: 'enrichment', people });
		const full = people.filter((_, place) => (results[place]?.full.length ?? 0) > 0);
		return new Set(full.map(({ profileId }) => profileId));
	}
}

/**
 * Whether a question still stands as it was asked. Not of who was erased or has left meanwhile, also when somebody new has the same id;
 * nor where other values have become known, about which another one stands in its place.
 */
function stands({ tables }: Turn, { enrichmentId, profileId, at, known, tries }: Enriched): boolean {
	const now = tables.enriched.read(enrichmentId, profileId);
	return now !== null && now.at === at && now.known === known && now.tries === tries;
}

function over(one: Enriched, outcome: EnrichedOutcome, now: number): Enriched {
	return { ...one, dueAt: null, at: now, outcome };
}

/** Nobody is given up while the endpoint fails for everyone. */
function afterFailure(one: Enriched, { afterMs, lastAnswerAt }: Failed, now: number): Enriched {
	const tries = one.tries + 1;
	if (tries >= triesMax && lastAnswerAt > one.at) return { ...over(one, 'given-up', now), tries };
	return { ...one, tries, dueAt: now + Math.max(afterMs, retryAfterMs(tries)) };
}
