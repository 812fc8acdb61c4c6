import { waitUntil } from 'cloudflare:workers';
import type { Env } from './env.ts';

/** How long questions wait for others while one is being answered, ms. */
const gatherMs = 2;
/** An answer that takes longer was another request's, which ended before it came: then everyone asks for themselves, ms. */
const patienceMs = 1_000;
/** Whoever gathers for longer has ended meanwhile, ms. */
const abandonedMs = 100;

/** Puts one question to D1 for several; what it answers holds the answers to all of them. */
type Ask<Q, A> = (env: Env, questions: readonly Q[]) => Promise<A>;

interface Gathering<Q, A> {
	readonly sinceMs: number;
	readonly questions: Q[];
	readonly answer: PromiseWithResolvers<A>;
}

/**
 * Puts questions that requests of this isolate have at the same moment as one. Whoever is alone asks at once; while an answer is
 * under way the next questions wait for each other, a moment. Nobody gets an answer to what was asked before they came. For
 * requests only: an object that waits for one would go on in its place.
 */
export function together<Q, A>(ask: Ask<Q, A>): Ask<Q, A> {
	let underWay = 0;
	let gathering: Gathering<Q, A> | null = null;

	async function send(env: Env, questions: readonly Q[]): Promise<A> {
		underWay++;
		try {
			return await ask(env, questions);
		} finally {
			underWay--;
		}
	}

	async function gather(env: Env, questions: readonly Q[]): Promise<A> {
		const mine: Gathering<Q, A> = { sinceMs: Date.now(), questions: [...questions], answer: Promise.withResolvers() };
		gathering = mine;
		// Others wait for it too, so it must outlive this request.
		waitUntil(mine.answer.promise.catch(() => undefined));
		await new Promise((resolve) => setTimeout(resolve, gatherMs));
		if (gathering === mine) gathering = null;
		send(env, mine.questions).then(mine.answer.resolve, mine.answer.reject);
		return mine.answer.promise;
	}

	async function join(env: Env, { questions: all, answer }: Gathering<Q, A>, questions: readonly Q[]): Promise<A> {
		all.push(...questions);
		const late = Promise.withResolvers<null>();
		const timer = setTimeout(() => late.resolve(null), patienceMs);
		const answered = answer.promise.then((value) => ({ value }));
		const first = await Promise.race([answered, late.promise]).finally(() => clearTimeout(timer));
		return first ? first.value : ask(env, questions);
	}

	return (env, questions) => {
		if (gathering && Date.now() - gathering.sinceMs < abandonedMs) return join(env, gathering, questions);
		return underWay > 0 ? gather(env, questions) : send(env, questions);
	};
}
