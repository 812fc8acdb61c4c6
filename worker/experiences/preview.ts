import * as v from 'valibot';
import { fromBase64Url, toBase64Url } from '../base64url.ts';
import { keyedHash, sameText } from '../keyed-hash.ts';
import { previewParameter, withoutOwnParameters } from '../own-parameters.ts';
import { seal, unseal } from '../seal.ts';
import type { Visit } from './visit.ts';

const schema = v.object({
	siteId: v.string(),
	/** Experience id to variant id, or to null for nothing shown. */
	forced: v.record(v.string(), v.nullable(v.string())),
	/** The page as the origin sent it. */
	original: v.boolean(),
	/** As this person sees it; null for whoever opens it. Sealed in the address, since an id is as good as a password. */
	profileId: v.optional(v.nullable(v.string()), null),
	/** As somebody sees it who is in these segments and no others; null for those that they are in. */
	segments: v.optional(v.nullable(v.array(v.string())), null),
	/** As it is at this moment, ms; null for the moment at which it is opened. */
	at: v.optional(v.nullable(v.number()), null),
	/** ms since 1970. */
	expiresAt: v.number(),
});

/** What somebody who may edit wants to see, whoever they are as a visitor. */
export type Preview = v.InferOutput<typeof schema>;

const sealedAs = 'preview-profile';
const hourMs = 3_600_000;

/** The page's address with a signed preview in it that holds for so many hours. */
export async function previewUrl(
	secret: string,
	url: string,
	wanted: Omit<Preview, 'expiresAt'>,
	nowMs: number,
	hours = 1,
): Promise<string> {
	const { profileId } = wanted;
	const sealed = profileId === null ? null : await seal(secret, sealedAs, profileId);
	const payload = JSON.stringify({ ...wanted, profileId: sealed, expiresAt: nowMs + hours * hourMs } satisfies Preview);
	const encoded = toBase64Url(new TextEncoder().encode(payload));
	const address = new URL(withoutOwnParameters(url));
	const value = `${encoded}.${await keyedHash(secret, 'preview', encoded)}`;
	address.search = `${address.search}${address.search === '' ? '?' : '&'}${previewParameter}=${value}`;
	return address.href;
}

/** The preview that a URL asks for. Null without one, and for one that is forged, expired or another site's. */
export async function readPreview(secret: string, url: string, siteId: string, nowMs: number): Promise<Preview | null> {
	const value = new URL(url).searchParams.get(previewParameter);
	if (value === null) return null;
	const [encoded = '', signature = ''] = value.split('.');
	if (!sameText(signature, await keyedHash(secret, 'preview', encoded))) return null;
	const preview = v.parse(schema, JSON.parse(new TextDecoder().decode(fromBase64Url(encoded))));
	if (preview.siteId !== siteId || nowMs >= preview.expiresAt) return null;
	const { profileId } = preview;
	return { ...preview, profileId: profileId === null ? null : await unseal(secret, sealedAs, profileId) };
}

/** Whose visit a preview shows: nothing that whoever opens it has refused keeps them from seeing it. */
export function previewVisit(visit: Visit, { profileId }: Preview): Visit {
	return profileId === null
		? { ...visit, personalization: true }
		: { id: profileId, isNew: false, isKept: true, personalization: true };
}
