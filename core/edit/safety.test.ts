import { expect, test } from 'vitest';
import { attributeComplaint, htmlComplaint, isUntouchable } from './safety.ts';

test.each([
	['href', '/sale?from=data:x'],
	['href', 'https://shop.example/#javascript:'],
	['href', 'mailto:a@example.com'],
	['src', '//cdn.example/a.png'],
	['title', 'javascript: a primer'],
	['data-on', 'x'],
	['aria-label', '"><script>'],
	['href', null],
])('the attribute %s may be %j', (name, value) => {
	expect(attributeComplaint(name, value)).toBeNull();
});

test.each([
	['onclick', 'x'],
	['ONLOAD', 'x'],
	['onfoo', null],
	['srcdoc', '<b>'],
	['href', 'javascript:alert(1)'],
	['HREF', ' JaVaScRiPt:alert(1)'],
	['href', 'java\nscript:alert(1)'],
	['href', '\u0001javascript:alert(1)'],
	['href', '&#106;avascript&colon;alert(1)'],
	['href', '&#x6A;ava&Tab;script:alert(1)'],
	['src', 'data:text/html,<script>alert(1)</script>'],
	['action', 'vbscript:x'],
	['formaction', 'javascript:x'],
	['xlink:href', 'javascript:x'],
	['a b', 'x'],
	['x=y', 'x'],
	['', 'x'],
	['"', 'x'],
])('the attribute %j must not be %j', (name, value) => {
	expect(attributeComplaint(name, value)).toEqual(expect.any(String));
});

test.each([
	'<p class="note">Free shipping <b>today</b> – no code needed</p>',
	'<a href="/sale">Once a year</a>',
	'<img src="/a.png" alt="on top" data-onload="x">',
	'<!-- note --><header>On sale</header>',
])('%s may be inserted', (html) => {
	expect(htmlComplaint(html)).toBeNull();
});

test.each([
	'<script>alert(1)</script>',
	'<SCRIPT src=//evil.example>',
	'</script >',
	'<script/x>',
	'<img src=x onerror=alert(1)>',
	'<img src="x"onerror=alert(1)>',
	'<svg/onload=alert(1)>',
	'<svg\nonload\n=\nalert(1)>',
	'<a href="javascript:alert(1)">',
	'<a href="&#106;ava&NewLine;script&#58;alert(1)">',
	'<a href=" java\tscript:alert(1)">',
	'<svg><animate attributeName=href values=javascript:alert(1)>',
	'<iframe srcdoc="<b>">',
	'<base href="//evil.example">',
	'<meta http-equiv=refresh content="0;url=//evil.example">',
	'<object data=x>',
	'<embed src=x>',
	'<p>text <!-- and the rest of the page',
])('%j must not be inserted', (html) => {
	expect(htmlComplaint(html)).toEqual(expect.any(String));
});

test('code is untouchable, headings are not', () => {
	expect(['script', 'STYLE', 'iframe', 'h1', 'style-guide'].map(isUntouchable)).toEqual([
		true,
		true,
		true,
		false,
		false,
	]);
});
