import type { Event } from '../../core/event/index.ts';
import type { Env } from '../env.ts';
import { rehearseAccounts, type SayOutcome, sayOfAccounts } from '../profiles/index.ts';
import { packEvent, type StoredEvent } from '../profiles/stored-event.ts';
import type { Job } from './job.ts';
import type { ForeseenPerson, Indexed, Taken } from './take-step.ts';

/** Tells companies what a file says of them, each by itself. */
export async function takeAccounts(env: Env, job: Job, events: Indexed): Promise<Taken> {
	const outcomes = await sayOfAccounts(env, job.region, wordsOf(job, events));
	return { ...counted(events, outcomes), people: [] };
}

/** What that would change of each company. */
export async function foreseeAccounts(
	env: Env,
	job: Job,
	events: Indexed,
	lineOf: (index: number) => number,
): Promise<Taken> {
	const { outcomes, accounts } = await rehearseAccounts(env, job.region, wordsOf(job, events));
	const first = new Map(events.toReversed().map(({ index, event }) => [event.groupId, index]));
	const people = accounts.map(
		({ id, isNew, changes }): ForeseenPerson => ({
			key: id,
			verdict: isNew ? 'new' : changes.length > 0 ? 'changed' : 'unchanged',
			example: { who: id, profileId: null, line: lineOf(first.get(id) ?? 0), changes, events: 0 },
		}),
	);
	return { ...counted(events, outcomes), people };
}

function wordsOf({ siteId }: Job, events: Indexed): StoredEvent[] {
	return events.map(({ event }) => packEvent({ event: ofNobody(event), siteId, source: 'import', ...tied }));
}

const tied = { elsewhere: [], byClaim: false } as const;

/** A row of a company names no person; the one who stood in for them while it was checked goes. */
function ofNobody(event: Event): Event {
	return { ...event, anonymousId: null, userId: null };
}

const refusals = {
	full: {
		code: 'account-full',
		message: 'The company has as many traits, or as much text in them, as it may have.',
		path: 'traits',
	},
	erased: {
		code: 'account-erased',
		message: 'This company was erased within the last day, and its members are still being told.',
		path: 'groupId',
		hint: 'Take the file in again tomorrow: the other lines change nothing then.',
	},
} as const;

function counted(events: Indexed, outcomes: readonly SayOutcome[]): Omit<Taken, 'people'> {
	const full = events.flatMap(({ index }, place) => {
		const outcome = outcomes[place];
		return outcome === 'full' || outcome === 'erased' ? [{ index, ...refusals[outcome] }] : [];
	});
	const of = (wanted: SayOutcome) => outcomes.filter((outcome) => outcome === wanted).length;
	return { fresh: of('said'), duplicates: of('known'), full };
}
