import { describe, expect, it } from 'vitest';
import { returnTo, signInPath } from './return-to.ts';

describe('where one goes after signing in', () => {
	it.each(['/segments/gold', '/profiles?search=ada&segment=vip', '/device?user_code=AB-CD', '/experiences/x#edit-1'])(
		'back to %s',
		(path) => {
			expect(returnTo(path)).toBe(path);
		},
	);

	it.each([
		'//evil.example',
		'//evil.example/segments',
		'/\\evil.example',
		'/\t/evil.example',
		'https://evil.example/',
		'javascript:alert(1)',
		'evil',
		'/..//evil.example',
		'/sign-in?to=/x',
		'',
		undefined,
	])('never to %s', (wanted) => {
		expect(returnTo(wanted)).toBe('/');
	});

	it('is carried by the sign-in page’s address and survives the way back', () => {
		const path = signInPath('/profiles?search=a&b=/c');
		expect(path).toBe('/sign-in?to=%2Fprofiles%3Fsearch%3Da%26b%3D%2Fc');
		expect(returnTo(new URL(path, 'http://x').searchParams.get('to') ?? '')).toBe('/profiles?search=a&b=/c');
		expect(signInPath('/')).toBe('/sign-in');
	});
});
