import type { Subject } from '../../core/condition/types.ts';
import {
	type CompiledRelease,
	type DecideVisitor,
	type Decision,
	decide,
	readPage,
} from '../../core/experience/index.ts';
import { requestAttributes } from '../collect/attributes.ts';
import type { ProfileView } from '../profiles/index.ts';
import type { Visit } from './visit.ts';

/** Decides all experiences for a visit to a page. Pure but for the clock that is passed in. */
export function decideVisit(
	compiled: CompiledRelease,
	asked: { readonly request: Request; readonly url: string; readonly visit: Visit; readonly view: ProfileView | null },
	forced: DecideVisitor['forced'],
	nowMs: number,
): Decision[] {
	const { request, url, visit, view } = asked;
	const refused = view?.consent.personalization?.granted === false;
	const visitor: DecideVisitor = {
		id: visit.id,
		subject: subjectOf(request, url, visit.id, view),
		personalization: visit.personalization && !refused,
		...(forced && { forced }),
	};
	return decide(compiled, visitor, { url }, nowMs);
}

/** What applies: something of it is shown, or it is the control of an experiment. */
export function applied(decisions: readonly Decision[]): Decision[] {
	return decisions.filter((decision) => decision.variantId !== null);
}

/** The events that a page's experiences ask about, so that no others are read. */
export function eventsAskedFor({ experiences }: CompiledRelease, url: string): string[] {
	const page = readPage(url);
	const conditions = experiences
		.filter((experience) => page !== null && experience.matchesPage(page))
		.flatMap((experience) => [experience.audience, ...experience.variants.map((variant) => variant.audience)]);
	return [...new Set(conditions.flatMap((condition) => [...(condition?.depends.events ?? [])]))];
}

/** What this request says goes before what the profile remembers of earlier ones; consent and traits are the profile's. */
function subjectOf(request: Request, url: string, id: string | null, view: ProfileView | null): Subject {
	const { utm, geo, device, page } = requestAttributes(request, url);
	const known = view?.attributes ?? {};
	const attributes = {
		...{ traits: {}, account: {}, consent: {} },
		...known,
		...(Object.keys(utm).length > 0 && { utm }),
		...(Object.keys(geo).length > 0 && { geo }),
		...{ device, page, id },
	};
	return { attributes, events: view?.events ?? [], segments: view?.segments ?? [] };
}
