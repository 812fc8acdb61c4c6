import { describe, expect, it } from 'vitest';
import { isStableName, isState } from './stable-name.ts';

describe('a name', () => {
	it.each([
		'hero',
		'hero-title',
		'heroTitle',
		'product-card__price',
		'btn',
		'nav',
		'main',
		'h1',
		'col-6',
		'ProductCard',
		'cta2',
	])('that a person wrote is stable: %s', (name) => expect(isStableName(name)).toBe(true));

	it.each([
		'',
		'css-1q2w3e',
		'sc-bdVaJa',
		'jsx-3817651234',
		'svelte-1tky8bj',
		'Button_root__a1B2c',
		'_3xYzQ',
		':r1:',
		'radix-1',
		'ember123',
		'a8f3c9',
		'item-20481',
		'md:flex',
		'w-1/2',
		'x'.repeat(61),
	])('that a build or a framework minted is not: %s', (name) => expect(isStableName(name)).toBe(false));

	it('may say a passing state instead of who the element is', () => {
		expect(['is-open', 'active', 'has-error'].every(isState)).toBe(true);
		expect(['activewear', 'island', 'hero'].some(isState)).toBe(false);
	});
});
