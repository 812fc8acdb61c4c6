import { expect, test } from 'vitest';
import { fillIn, takeApart } from './tag-text.ts';

const template = takeApart("x='__EW__'.split(' ')");

test('the tag has its values where they belong, empty ones too', () => {
	expect(fillIn(template, ['weur07', '', 'a.example,b.example'])).toBe("x='weur07  a.example,b.example'.split(' ')");
});

test('values are put in as they are, whatever they look like', () => {
	expect(fillIn(template, ['$&', '$1', '__EW__'])).toBe("x='$& $1 __EW__'.split(' ')");
});

test('a script without a place for them stays as it is', () => {
	expect(fillIn(takeApart('let __EW_OTHER__ = 1'), ['weur07', '', ''])).toBe('let __EW_OTHER__ = 1');
});
