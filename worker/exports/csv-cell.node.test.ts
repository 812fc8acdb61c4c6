import { expect, test } from 'vitest';
import { csvCell, csvRow } from './csv-cell.ts';

test('what a spreadsheet would run is text', () => {
	const attacks = ['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://evil.example")'];
	for (const attack of [...attacks, '\n=1', '＝1+1', '＋1', '－1', '＠SUM(A1)'])
		expect(csvCell(attack).replace(/^"/, '')).toMatch(/^'/);
});

test('numbers stay numbers, and everything else what it is', () => {
	expect([-5, '-5', '+3,5', 1e21, true, null, undefined, 'a-b', 'Zoë'].map(csvCell)).toEqual(
		['-5', '-5', '+3,5', '1e+21', 'true', '', '', 'a-b', 'Zoë'].map((cell) => (cell === '+3,5' ? '"+3,5"' : cell)),
	);
});

test('delimiters, quotes and line ends are quoted, and what is no text is JSON', () => {
	expect(csvRow(['a,b', 'say "hi"', 'two\nlines', ' padded ', ['x'], { k: 1 }])).toBe(
		'"a,b","say ""hi""","two\nlines"," padded ","[""x""]","{""k"":1}"\r\n',
	);
});
