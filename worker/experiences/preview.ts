import * as v from 'valibot';
import { fromBase64Url, toBase64Url } from '../base64url.ts';
import { keyedHash, sameText } from '../keyed-hash.ts';
import { previewParameter, withoutOwnParameters } from '../own-parameters.ts';

const schema = v.object({
	siteId: v.string(),
	/** Experience id to variant id, or to null for nothing shown. */
	forced: v.record(v.string(), v.nullable(v.string())),
	/** The page as the origin sent it. */
	original: v.boolean(),
	/** ms since 1970. */
	expiresAt: v.number(),
});

/** What somebody who may edit wants to see, whoever they are as a visitor. */
export type Preview = v.InferOutput<typeof schema>;

const lifetimeMs = 3_600_000;

/** The page's address with a signed preview in it that holds for an hour. */
export async function previewUrl(
	secret: string,
	url: string,
	wanted: Omit<Preview, 'expiresAt'>,
	nowMs: number,
): Promise<string> {
	const payload = JSON.stringify({ ...wanted, expiresAt: nowMs + lifetimeMs } satisfies Preview);
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
	return preview.siteId === siteId && nowMs < preview.expiresAt ? preview : null;
}
