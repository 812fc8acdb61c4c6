import { expect, test } from 'vitest';
import { readStyleText, styleText } from './style-text.ts';

test('a style is read as it is typed, and written so again', () => {
	const properties = {
		color: 'red !important',
		'--gap': '4px',
		'background-image': 'url(https://a.example/b.png)',
		margin: null,
	};
	expect(
		readStyleText('color: red !important;\n\n --gap:4px\nbackground-image: url(https://a.example/b.png)\nmargin:'),
	).toEqual(properties);
	expect(readStyleText(styleText(properties))).toEqual(properties);
});
