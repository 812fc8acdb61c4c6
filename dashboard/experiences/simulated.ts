import type { PageQuestion } from '../shapes/experiences.ts';
import { fromLocalInput } from './local-time.ts';

/** A question as it is typed. */
export interface Simulated {
	readonly url: string;
	readonly referrer: string;
	/** Null for somebody new. */
	readonly person: { readonly id: string; readonly name: string } | null;
	/** The identifier of somebody new: chance decides by it. */
	readonly newId: string;
	/** Null for those that the person is in. */
	readonly segments: readonly string[] | null;
	readonly device: 'any' | 'desktop' | 'mobile' | 'tablet';
	/** As a browser sends them: `seen=1; plan=pro`. */
	readonly cookies: string;
	/** What conditions look into beside that. */
	readonly attributes: Readonly<Record<string, unknown>>;
	/** As `datetime-local` has it, by the site's clocks; empty for now. */
	readonly at: string;
	readonly drafts: boolean;
}

/** A question about somebody new, with the drafts. */
export function newQuestion(url: string, newId: string): Simulated {
	return {
		...{ url, referrer: '', person: null, newId, segments: null, device: 'any', cookies: '', attributes: {}, at: '' },
		drafts: true,
	};
}

/** What is typed as the question that the API takes. An address that is none asks about no page. */
export function readQuestion(simulated: Simulated, timeZone: string): PageQuestion {
	const { url, referrer, person, newId, segments, device, cookies, attributes, at, drafts } = simulated;
	const cookie = cookiesIn(cookies);
	const told = {
		...attributes,
		...(device !== 'any' && { device: { type: device } }),
		...(Object.keys(cookie).length > 0 && { cookie }),
	};
	const moment = fromLocalInput(at, timeZone);
	return {
		url: URL.canParse(url) ? url : null,
		drafts,
		...(referrer !== '' && { referrer }),
		anonymousId: person?.id ?? newId,
		...(segments && { segments }),
		...(Object.keys(told).length > 0 && { attributes: told }),
		...(moment !== null && { at: moment }),
	};
}

function cookiesIn(text: string): Record<string, string> {
	const pairs = text.split(';').flatMap((pair): [string, string][] => {
		const equals = pair.indexOf('=');
		return equals < 1 ? [] : [[pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()]];
	});
	return Object.fromEntries(pairs);
}
