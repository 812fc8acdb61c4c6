import type { CompiledRelease, Decision } from '../../core/experience/index.ts';
import { previewParameter } from '../own-parameters.ts';
import { readCookie } from '../visitors/cookies.ts';

/** A variant that has just led a visitor to the page that they ask for now. */
export type Led = Pick<Decision, 'experienceId' | 'variantId'>;

const cookieName = 'ew_led';
/** A page that takes longer to be asked for was asked for anew. */
const ledSeconds = 20;

/** Whether anything of a release can lead to another page. */
export function canLead({ experiences }: CompiledRelease): boolean {
	return experiences.some(({ experience }) =>
		experience.variants.some(({ edits }) => edits.some(({ kind }) => kind === 'redirect')),
	);
}

/** What led the visitor here, by the cookie that went with it; null when nothing has. */
export function readLed(request: Request): Led | null {
	const [experienceId = '', variantId = ''] = (readCookie(request, cookieName) ?? '').split('.').map(decode);
	return experienceId && variantId ? { experienceId, variantId } : null;
}

/**
 * The decisions of a page that a visitor was led to: it leads no further, so that pages that lead to one another let people stay
 * at the second; and what led there counts here, where it is seen.
 */
export function arrive(decisions: readonly Decision[], led: Led | null, release: CompiledRelease): Decision[] {
	if (led === null) return [...decisions];
	const staying = decisions.filter(({ edits }) => edits.every(({ kind }) => kind !== 'redirect'));
	const found = release.experiences.find(({ experience }) => experience.id === led.experienceId)?.experience;
	const variant = found?.variants.find(({ id }) => id === led.variantId);
	if (!found || !variant || staying.some(({ experienceId }) => experienceId === found.id)) return staying;
	const says = `The visitor was led here by “${variant.name}”.`;
	const names = {
		experienceId: found.id,
		experienceName: found.name,
		variantId: variant.id,
		variantName: variant.name,
	};
	const seen: Decision = { ...names, reason: 'applies', says, edits: [], values: {}, until: Number.POSITIVE_INFINITY };
	return [...staying, seen];
}

/** Where a decision leads on the page's own host; another host's page cannot say that it was reached, so the tag goes there. */
export function leadOf(
	decisions: readonly Decision[],
	url: string,
): { readonly by: Decision; readonly target: string } | null {
	const { host } = new URL(url);
	for (const by of decisions) {
		const edit = by.edits.find((one) => one.kind === 'redirect');
		if (edit?.kind === 'redirect' && new URL(edit.url).host === host) return { by, target: edit.url };
	}
	return null;
}

/** The answer that leads there. For this visitor alone: another may be led elsewhere, or stay. */
export function leadTo(target: string, by: Led, isSecure: boolean): Response {
	const value = [by.experienceId, by.variantId ?? ''].map(encode).join('.');
	const headers = {
		location: target,
		'cache-control': 'private, no-store',
		vary: 'Cookie',
		'set-cookie': ledCookie(value, ledSeconds, isSecure),
	};
	return new Response(null, { status: 302, headers });
}

/** A preview leads to a preview, and leaves nothing in the browser. */
export function leadPreviewTo(target: string, asked: string): Response {
	const url = new URL(target);
	url.searchParams.set(previewParameter, new URL(asked).searchParams.get(previewParameter) ?? '');
	return new Response(null, { status: 302, headers: { location: url.href, 'cache-control': 'private, no-store' } });
}

/** The `Set-Cookie` that takes back what led here: once is counted, a reload is not. */
export function forgetLed(isSecure: boolean): string {
	return ledCookie('', 0, isSecure);
}

function ledCookie(value: string, seconds: number, isSecure: boolean): string {
	return `${cookieName}=${value}; Path=/; Max-Age=${seconds}; SameSite=Lax; HttpOnly${isSecure ? '; Secure' : ''}`;
}

/** Ids may hold a dot, which stands between the two. */
function encode(id: string): string {
	return encodeURIComponent(id).replaceAll('.', '%2E');
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return '';
	}
}
