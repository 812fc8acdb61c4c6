import type { Subject } from '../../core/condition/types.ts';
import {
	type CompiledRelease,
	type DecideVisitor,
	type Decision,
	decide,
	readPage,
} from '../../core/experience/index.ts';
import { requestAttributes } from '../collect/attributes.ts';
import type { ProfileView, ViewQuestion } from '../profiles/index.ts';
import type { Visit } from './visit.ts';

/** A question: what does this visitor get on this page? */
export interface Asked {
	readonly request: Request;
	/** The page's address. */
	readonly url: string;
	/** Where the visitor came from, when the request is not the page's own and so does not say it. */
	readonly referrer?: string | null;
	readonly visit: Visit;
	/** Null when nothing is known of the visitor. */
	readonly view: ProfileView | null;
}

/** Decides all experiences for a visit to a page. Pure but for the clock that is passed in. */
export function decideVisit(
	compiled: CompiledRelease,
	asked: Asked,
	forced: DecideVisitor['forced'],
	nowMs: number,
): Decision[] {
	const { url, visit, view } = asked;
	const refused = view?.consent.personalization?.granted === false;
	const visitor: DecideVisitor = {
		id: visit.id,
		subject: subjectOf(asked),
		personalization: visit.personalization && !refused,
		...(forced && { forced }),
	};
	return decide(compiled, visitor, { url }, nowMs);
}

/** What applies: something of it is shown, or it is the control of an experiment. */
export function applied(decisions: readonly Decision[]): Decision[] {
	return decisions.filter((decision) => decision.variantId !== null);
}

/** What a page's experiences ask about a person, so that nothing else is read. */
export function asksOf({ experiences }: CompiledRelease, url: string): ViewQuestion {
	const page = readPage(url);
	const conditions = experiences
		.filter((experience) => page !== null && experience.matchesPage(page))
		.flatMap((experience) => [experience.audience, ...experience.variants.map((variant) => variant.audience)]);
	const depends = conditions.flatMap((condition) => (condition ? [condition.depends] : []));
	return {
		events: [...new Set(depends.flatMap(({ events }) => [...events]))],
		backMs: Math.max(0, ...depends.flatMap(({ lookBackMs }) => [...lookBackMs.values()])),
		changes: [...new Set(depends.flatMap(({ changes }) => [...changes]))],
	};
}

/** What this request says goes before what the profile remembers of earlier ones; consent and traits are the profile's. */
function subjectOf({ request, url, referrer, visit, view }: Asked): Subject {
	const { utm, geo, device, page } = requestAttributes(request, url);
	const attributes = {
		...{ traits: {}, account: {}, consent: {} },
		...view?.attributes,
		...(Object.keys(utm).length > 0 && { utm }),
		...(Object.keys(geo).length > 0 && { geo }),
		...{ device, page: referrer === undefined ? page : { ...page, referrer }, id: visit.id },
	};
	const segments = new Map(Object.entries(view?.segments ?? {}));
	return { attributes, events: view?.events ?? [], segments, changes: view?.changes ?? {} };
}
