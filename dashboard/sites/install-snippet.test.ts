import { expect, it } from 'vitest';
import { installSnippet } from './install-snippet.ts';

it('is one script tag that a key cannot break out of', () => {
	expect(installSnippet('https://ew.example', 'wk_1')).toBe(
		'<script async src="https://ew.example/_ew/ew.js" data-key="wk_1"></script>',
	);
	expect(installSnippet('https://ew.example', '"><b>')).toContain('data-key="&#34;&#62;&#60;b&#62;"');
});
