import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { isOriginal, readAnonymousId, visitorUrl } from './page.ts';

/** A document at an address: linkedom's own has none. */
function documentAt(url: string, html: string): Document {
	const { document } = parseHTML(`<html><body>${html}</body></html>`);
	Object.defineProperty(document, 'URL', { value: url });
	return document;
}

const state = (json: unknown) => `<script type="application/json" id="ew-state">${JSON.stringify(json)}</script>`;
const preview = 'https://shop.example/?a=1&_ew_preview=signed';

describe("a visitor's address", () => {
	it('is the same page without the preview', () => {
		expect(visitorUrl(preview)).toBe('https://shop.example/?a=1');
		expect(visitorUrl('https://shop.example/x#y')).toBe('https://shop.example/x#y');
	});
});

describe('the original page', () => {
	it('is one that a preview asked for and to which nothing was applied', () => {
		expect(isOriginal(documentAt(preview, '<h1>Hi</h1>'))).toBe(true);
		expect(isOriginal(documentAt(preview, state({ preview: true, applied: [], edits: [] })))).toBe(true);
	});

	it.each([
		['without a preview', 'https://shop.example/', ''],
		['of a preview that expired', preview, state({ applied: [{ experienceId: 'x' }], edits: [] })],
		['of a preview that shows a variant', preview, state({ preview: true, applied: [{}], edits: [] })],
		['with a state that cannot be read', preview, '<script id="ew-state">{</script>'],
	])('is not the page %s', (_, url, html) => expect(isOriginal(documentAt(url, html))).toBe(false));
});

describe('the visitor', () => {
	it("is the tracker's cookie, or nobody", () => {
		expect(readAnonymousId('a=b; ew_id=weur07-abc; c=d', null)).toBe('weur07-abc');
		expect(readAnonymousId('new_id=x', null)).toBeNull();
		expect(readAnonymousId('', null)).toBeNull();
	});

	it('is whom the tracker remembers, where no script can read the cookie', () => {
		expect(readAnonymousId('', 'weur07-abc')).toBe('weur07-abc');
	});

	it('is nobody when the cookie cannot be read', () => {
		expect(readAnonymousId('ew_id=%E0%A4%A', null)).toBeNull();
	});
});
