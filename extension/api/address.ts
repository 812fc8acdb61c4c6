import { Refusal } from '../../core/refusal.ts';

const local = /^(localhost|127\.0\.0\.1|\[::1\])$|\.localhost$/;

/**
 * A workspace's origin from what a person types or pastes: `edgewise.example.com`, or the address of any of its pages.
 * Without a scheme it is https, except on this machine. Refuses what is no web address, and plain http elsewhere,
 * because the token travels with every call.
 */
export function workspaceOrigin(typed: string): string {
	const text = typed.trim();
	const named = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
	const url = parse(named ? text : `https://${text}`);
	if (!named && local.test(url.hostname)) url.protocol = 'http:';
	if (url.protocol === 'https:' || (url.protocol === 'http:' && local.test(url.hostname))) return url.origin;
	throw new Refusal('address-insecure', 'A workspace is reached over https.', {
		hint: 'Plain http is possible on this machine only (localhost).',
	});
}

function parse(text: string): URL {
	if (URL.canParse(text) && new URL(text).hostname !== '') return new URL(text);
	throw new Refusal('address-invalid', 'That is not a web address.', {
		hint: 'For example edgewise.example.com or http://localhost:8787',
	});
}
