import type { Subject } from '../../core/condition/types.ts';
import { isBag } from '../../core/event/index.ts';
import {
	type CompiledRelease,
	type DecideOptions,
	type DecideVisitor,
	type Decision,
	decide,
	dependsOn,
	experiencesOn,
} from '../../core/experience/index.ts';
import { productEvents, productsBackMs } from '../../core/recommend/index.ts';
import { requestAttributes } from '../collect/attributes.ts';
import type { ProfileView, ViewQuestion } from '../profiles/index.ts';
import { mentionsRecommendations } from '../recommendations/index.ts';
import { readCookies } from '../visitors/cookies.ts';
import type { Visit } from './visit.ts';

/** A question: what does this visitor get on this page? */
export interface Asked {
	readonly request: Request;
	/** The page's address; null where code asks that is on no page. */
	readonly url: string | null;
	/** Where the visitor came from, when the request is not the page's own and so does not say it. */
	readonly referrer?: string | null;
	readonly visit: Visit;
	/** Null when nothing is known of the visitor. */
	readonly view: ProfileView | null;
	/** What somebody who may say so tells of the visitor; it goes before what is known. */
	readonly told?: Told;
}

/** What may be said of a visitor: parts of what conditions look into, and the segments that they count as in. */
export interface Told {
	readonly attributes?: Readonly<Record<string, unknown>>;
	/** In these and no others. */
	readonly segments?: readonly string[] | null;
}

/** What a decision is made with beside who asks and where. */
export interface DecideWith extends DecideOptions {
	/** What conditions ask about; made of the question when it is left out. */
	readonly subject?: Subject;
	readonly forced?: DecideVisitor['forced'];
}

/** Decides all experiences for a visit to a page. Pure but for the clock that is passed in. */
export function decideVisit(
	compiled: CompiledRelease,
	asked: Asked,
	nowMs: number,
	{ forced, subject = subjectOf(asked), ...options }: DecideWith = {},
): Decision[] {
	const { url, visit, view } = asked;
	const refused = view?.consent.personalization?.granted === false;
	const visitor: DecideVisitor = {
		id: visit.id,
		subject,
		personalization: visit.personalization && !refused,
		...(view && { assignments: view.assignments }),
		...(forced && { forced }),
	};
	return decide(compiled, visitor, { url }, nowMs, options);
}

/** What applies: something of it is shown, or it is the control of an experiment, or the visitor is held out. */
export function applied(decisions: readonly Decision[]): Decision[] {
	return decisions.filter((decision) => decision.variantId !== null);
}

/** What a page's experiences, and what they show, ask about a person, so that nothing else is read. */
export function asksOf(compiled: CompiledRelease, url: string | null): ViewQuestion {
	const onPage = experiencesOn(compiled, url);
	const depends = dependsOn(compiled, onPage);
	const recommends = onPage.some(({ experience }) => mentionsRecommendations(experience));
	return {
		events: [...new Set([...depends.flatMap(({ events }) => [...events]), ...(recommends ? productEvents : [])])],
		backMs: Math.max(...depends.flatMap(({ lookBackMs }) => [...lookBackMs.values()]), recommends ? productsBackMs : 0),
		changes: [...new Set(depends.flatMap(({ changes }) => [...changes]))],
	};
}

/**
 * What conditions and templates may know of who asks. What this request says goes before what the profile remembers of earlier ones;
 * consent and traits are the profile's.
 */
export function subjectOf({ request, url, referrer, visit, view, told }: Asked): Subject {
	const { utm, geo, device, page } = requestAttributes(request, url ?? '');
	const attributes = {
		...{ traits: {}, account: {}, consent: {} },
		...view?.attributes,
		...(Object.keys(utm).length > 0 && { utm }),
		...(Object.keys(geo).length > 0 && { geo }),
		...{ device, page: referrer === undefined ? page : { ...page, referrer }, id: visit.id },
		cookie: readCookies(request),
	};
	const known = new Map(Object.entries(view?.segments ?? {}));
	return {
		attributes: withTold(attributes, told?.attributes ?? {}),
		events: view?.events ?? [],
		segments: told?.segments ? new Map(told.segments.map((id) => [id, known.get(id) ?? 0])) : known,
		changes: view?.changes ?? {},
	};
}

/** Objects are completed, `{ traits: { plan } }` leaves other traits as they are; all else is replaced. */
function withTold(known: Readonly<Record<string, unknown>>, told: Readonly<Record<string, unknown>>) {
	const parts = Object.entries(told).map(([key, value]): [string, unknown] => {
		const before = Object.hasOwn(known, key) ? known[key] : undefined;
		return [key, isBag(before) && isBag(value) ? { ...before, ...value } : value];
	});
	return { ...known, ...Object.fromEntries(parts) };
}
