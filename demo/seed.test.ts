import { Liquid } from 'liquidjs';
import { parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { compile, compileAmount, parseDuration } from '../core/condition/index.ts';
import { checkEdgeSelector } from '../core/edit/index.ts';
import { parseEdits } from '../core/edit/schema.ts';
import { products } from './catalogue.ts';
import { pageAt } from './route.ts';
import { seed } from './seed.ts';
import { elementsOf, textOf } from './testing/elements.ts';
import { layout } from './views/layout.ts';

const segmentIds = seed.segments.map(({ id }) => id);
const variants = seed.experiences.flatMap((experience) => experience.variants);
const edits = variants.flatMap((variant) => variant.edits);

test('every condition compiles, and names segments that are seeded', () => {
	const outside = [
		...seed.segments.map(({ condition }) => condition),
		...variants.map(({ audience }) => audience ?? {}),
	];
	const inside = seed.journeys.flatMap(({ exitWhen, steps }) => [
		exitWhen ?? {},
		...Object.values(steps).flatMap((step) => (step.kind === 'branch' ? [step.condition] : [])),
	]);
	const compiled = [
		...outside.map((json) => compile(json)),
		...inside.map((json) => compile(json, { enrollment: true })),
	];
	for (const { depends } of compiled) for (const id of depends.segments) expect(segmentIds).toContain(id);
});

test('every computed trait compiles', () => {
	for (const { amount } of seed.computedTraits) expect(() => compileAmount(amount)).not.toThrow();
});

test('two orders of 100 euros make a gold customer, and one does not', () => {
	const gold = compile(seed.segments.find(({ id }) => id === 'gold')?.condition ?? {});
	const order = { event: 'Order Completed', at: 1_000, properties: { total: 100 } };
	const subject = { attributes: {}, segments: [] };
	expect(gold.evaluate({ ...subject, events: [order, order] }, 2_000).matches).toBe(true);
	expect(gold.evaluate({ ...subject, events: [order] }, 2_000).matches).toBe(false);
});

describe('the home greeting', () => {
	const page = layout(pageAt('/'), { writeKey: 'k', styleUrl: '/shop.css' }).text;
	const elements = elementsOf(parse(page));

	test('holds edits that may be published and that the edge can make', () => {
		for (const variant of variants) expect(() => parseEdits(variant.edits)).not.toThrow();
		for (const { selector } of edits) expect(checkEdgeSelector(selector)).toEqual({ edge: true });
	});

	test.each(edits)('finds $selector once, as it expects it', ({ selector, expect: expected }) => {
		const found = elements.filter((element) =>
			element.attrs.some((a) => a.name === 'id' && `#${a.value}` === selector),
		);
		expect(found.map(({ tagName }) => tagName)).toEqual([expected?.tag]);
		if (expected?.text !== undefined) expect(found.map(textOf)).toEqual([expected.text]);
	});
});

test('the experiment’s edits find what they expect, once, on every product’s page', () => {
	const ofExperiments = seed.experiments.flatMap((experiment) =>
		experiment.variants.flatMap(({ edits: some }) => some),
	);
	expect(() => parseEdits(ofExperiments)).not.toThrow();
	for (const { id } of products) {
		const page = elementsOf(parse(layout(pageAt(`/p/${id}`), { writeKey: 'k', styleUrl: '/shop.css' }).text));
		for (const { selector, expect: expected } of ofExperiments) {
			const found = page.filter((element) => element.attrs.some((a) => a.name === 'id' && `#${a.value}` === selector));
			expect(found.map((element) => [element.tagName, textOf(element)])).toEqual([[expected?.tag, expected?.text]]);
		}
	}
});

test('experiments are judged by goals that are seeded', () => {
	const ids = seed.goals.map(({ id }) => id);
	for (const { judging } of seed.experiments) for (const { goalId } of judging.goals) expect(ids).toContain(goalId);
});

describe('the left cart', () => {
	const [message] = seed.messages;
	const [journey] = seed.journeys;

	test('leads from step to step and to a seeded message', () => {
		const targets = Object.values(journey?.steps ?? {}).flatMap((step) => {
			if (step.kind === 'branch') return [step.then, step.else];
			return step.kind === 'exit' ? [] : [step.next];
		});
		expect(Object.keys(journey?.steps ?? {})).toEqual(expect.arrayContaining([journey?.entry, ...targets]));
		expect(Object.values(journey?.steps ?? {})).toContainEqual(expect.objectContaining({ messageId: message?.id }));
		expect(parseDuration('1m')).toBe(60_000);
	});

	test.each([
		[{ firstName: 'Ada' }, 'Hello Ada,'],
		[{}, 'Hello there,'],
	])('greets %j and names the product in both parts', async (traits, greeting) => {
		const liquid = new Liquid({ strictFilters: true, outputEscape: 'escape' });
		const scope = { traits, trigger: { properties: { name: 'Pots & <pans>', price: 58 } } };
		const html = await liquid.parseAndRender(message?.html ?? '', scope);
		const text = await liquid.parseAndRender(message?.text ?? '', scope);
		for (const part of [html, text]) {
			expect(part).toContain(greeting);
			expect(part).toContain('€58');
			expect(part).toContain('http://shop.localhost:8787/cart');
		}
		expect(html).toContain('Pots &amp; &lt;pans&gt;');
	});
});
