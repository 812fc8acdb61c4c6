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
	expect(await renderPreview({ ...source, html: '{{ 1 | shout }}' }, {})).toMatchObject({ ok: false });
	expect(await renderPreview({ ...source, html: '{% for i in (1..100000000) %}x{% endfor %}' }, {})).toMatchObject({
		ok: false,
	});
});

it('knows a person’s traits as profile and the trigger as event, as the Worker does', async () => {
	const html = '{{ profile.plan }} {{ event.properties.price }} {{ trigger.event }} {{ geo.city }}';
	const person = {
		traits: { plan: 'pro' },
		geo: { city: 'Berlin' },
		trigger: { event: 'Added', properties: { price: 9 } },
	};
	expect(await renderPreview({ ...source, html }, person)).toMatchObject({ mail: { html: 'pro 9 Added Berlin' } });
});
