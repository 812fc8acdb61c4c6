import { expect, it } from 'vitest';
import { renderPreview } from './render.ts';

const source = { subject: 'Hi {{ traits.name }}', html: '<p>{{ traits.name }}</p>', text: '{{ traits.name }}' };

it('escapes a person’s own text in HTML only', async () => {
	expect(await renderPreview(source, { traits: { name: '<b>&' } })).toEqual({
		ok: true,
		mail: { subject: 'Hi <b>&', html: '<p>&lt;b&gt;&amp;</p>', text: '<b>&' },
	});
});

it('says what is wrong with a template instead of failing', async () => {
	const preview = await renderPreview({ ...source, html: '{% if x %}' }, {});
	expect(preview).toMatchObject({ ok: false, message: expect.stringContaining('{% if x %}') });
});
