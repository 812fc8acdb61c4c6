import { describe, expect, it } from 'vitest';
import { installSnippet } from './install-snippet.ts';

const site = { writeKey: 'wk_1', consentMode: 'implied', beforeConsent: 'nothing', origin: null } as const;

describe('the tag to copy', () => {
	it('is one script tag that a key cannot break out of', () => {
		expect(installSnippet('https://ew.example', site)).toBe(
			'<script async src="https://ew.example/_ew/ew.js" data-key="wk_1"></script>',
		);
		const hostile = installSnippet('https://ew.example', { ...site, writeKey: '"><b>' });
		expect(hostile).toContain('data-key="&#34;&#62;&#60;b&#62;"');
	});

	it('waits for consent where the site requires it', () => {
		const tag = installSnippet('https://ew.example', { ...site, consentMode: 'required' });
		expect(tag).toContain(' data-consent="required">');
	});

	it('counts without cookies until then where the site has chosen it, and only where there is something to wait for', () => {
		const chosen = { ...site, beforeConsent: 'cookieless' } as const;
		expect(installSnippet('', { ...chosen, consentMode: 'required' })).toContain(' data-consent="cookieless">');
		expect(installSnippet('', chosen)).not.toContain('data-consent');
	});

	it('comes from the site itself where the Worker stands in front of it', () => {
		const tag = installSnippet('https://ew.example', { ...site, origin: 'https://origin.example' });
		expect(tag).toContain('src="/_ew/ew.js"');
	});
});
