import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { compilePlan, violationsMax } from '../../core/plan/index.ts';
import { planCases } from '../../core/plan/read-cases.ts';
import { shardOf } from '../profiles/index.ts';
import { callAs } from '../testing/sign-in.ts';
import { newVisitor, openWorkspace, send, track } from '../testing/workspace.ts';

beforeEach(() => openWorkspace());

const order = {
	name: 'Order Completed',
	properties: { required: ['total'], properties: { total: { type: 'number' }, currency: { enum: ['EUR'] } } },
};

async function plan(body: object) {
	const call = await callAs('editor');
	const before = await call('GET', '/sites/shop/plan');
	expect(before.status).toBe(200);
	return call('PUT', '/sites/shop/plan', { ...versionOf(before.body), ...body });
}

function versionOf(body: unknown): { updatedAt: unknown } {
	return { updatedAt: typeof body === 'object' && body !== null && 'updatedAt' in body ? body.updatedAt : undefined };
}

async function timeline(profileId: string) {
	return (await shardOf(env, profileId).timeline(profileId, Number.MAX_SAFE_INTEGER)).items;
}

describe('a plan means in this runtime what it means in others:', () => {
	const { check, refuse } = planCases();
	test.each(check)('$name', ({ properties, event, violations }) => {
		const compiled = compilePlan({ events: [{ name: 'E', ...(properties !== undefined && { properties }) }] });
		const found = compiled.checkEvent({ type: 'track', event: 'E', properties: event, traits: null });
		expect(found.map(({ path, rule, message }) => [path, rule, message])).toEqual(violations);
	});
	test.each(refuse)('$name is refused', ({ plan: json, schema, path }) => {
		expect(() => compilePlan(json ?? { events: [{ name: 'E', properties: schema }] })).toThrow(
			expect.objectContaining({ code: 'plan-invalid', path }),
		);
	});
});

describe('a site’s plan', () => {
	test('is empty at first, is saved over the version that was read, and can be taken away', async () => {
		const call = await callAs('editor');
		const empty = { siteId: 'shop', unplanned: 'allow', violations: 'keep', events: [], updatedAt: null };
		expect((await call('GET', '/sites/shop/plan')).body).toEqual(empty);
		const saved = await plan({ unplanned: 'violation', violations: 'refuse', events: [order] });
		expect(saved).toMatchObject({
			status: 200,
			body: { siteId: 'shop', events: [order], updatedAt: expect.any(String) },
		});
		expect((await call('GET', '/sites/shop/plan')).body).toEqual(saved.body);
		expect((await call('DELETE', '/sites/shop/plan')).status).toBe(204);
		expect((await call('GET', '/sites/shop/plan')).body).toEqual(empty);
	});

	test('is not saved over somebody else’s change, nor without saying over what', async () => {
		const call = await callAs('editor');
		const first = await plan({ events: [order] });
		const other = await plan({ events: [] });
		expect(other.status).toBe(200);
		expect(await call('PUT', '/sites/shop/plan', { ...versionOf(first.body), events: [] })).toMatchObject({
			status: 409,
			body: { error: { code: 'changed-meanwhile' } },
		});
		expect(await call('PUT', '/sites/shop/plan', { updatedAt: null, events: [] })).toMatchObject({ status: 409 });
		expect(await call('PUT', '/sites/shop/plan', { events: [] })).toMatchObject({
			status: 400,
			body: { error: { path: 'updatedAt' } },
		});
	});

	test('that means nothing is refused with its place and how to mend it', async () => {
		const events = [order, { name: 'A', properties: { properties: { a: { minLenght: 3 } } } }];
		expect(await plan({ events })).toMatchObject({
			status: 400,
			body: {
				error: { path: 'events[1].properties.properties.a.minLenght', hint: expect.stringContaining('minLength') },
			},
		});
	});

	test('is looked at by viewers, changed by editors, and the audit says by whom', async () => {
		const viewer = await callAs('viewer');
		expect((await viewer('GET', '/sites/shop/plan')).status).toBe(200);
		expect((await viewer('PUT', '/sites/shop/plan', { updatedAt: null, events: [] })).status).toBe(403);
		expect((await viewer('GET', '/sites/nowhere/plan')).status).toBe(404);
		await plan({ events: [] });
		const { results } = await env.DB.prepare('SELECT action, target FROM audit').all();
		expect(results).toEqual([{ action: 'plan.update', target: 'shop' }]);
	});
});

describe('an event that breaks the plan', () => {
	test('is kept, and says so in its context, where a sender’s own words have no place', async () => {
		await plan({ events: [order] });
		const visitor = newVisitor();
		const claim = { context: { violations: [{ path: 'x', rule: 'x', message: 'claimed' }], locale: 'de' } };
		const { body } = await send([
			track(visitor, 'Order Completed', { properties: { total: '12,50', currency: 'USD' }, ...claim }),
			track(visitor, 'Seen', claim),
		]);
		expect(body).toMatchObject({ success: true, accepted: 2, refused: [] });
		const [seen, completed] = (await timeline(visitor)).toSorted((a, b) => (a.event < b.event ? 1 : -1));
		expect(completed?.context).toMatchObject({
			locale: 'de',
			violations: [
				{ path: 'properties.total', rule: 'type', message: 'Should be a number, is text.' },
				{ path: 'properties.currency', rule: 'enum', message: 'Should be "EUR".' },
			],
		});
		expect(seen?.context).not.toHaveProperty('violations');
	});

	test('is refused when the site says so, with path and rule, and the others of its batch are kept', async () => {
		await plan({ violations: 'refuse', events: [order] });
		const visitor = newVisitor();
		const { status, body } = await send([
			track(visitor, 'Order Completed', { properties: { currency: 'USD' } }),
			track(visitor, 'Order Completed', { properties: { total: 1 } }),
		]);
		expect(status).toBe(200);
		expect(body).toMatchObject({
			accepted: 1,
			refused: [
				{
					index: 0,
					code: 'plan-violation',
					path: 'properties.total',
					message: 'The event breaks the site’s tracking plan at properties.total (required). Is missing.',
					hint: 'Send what the plan says, or change the plan. Also: properties.currency (enum).',
				},
			],
		});
		expect(await timeline(visitor)).toHaveLength(1);
	});

	test('by a name that is not in it is refused then too, but never what Edgewise itself tells', async () => {
		await plan({ unplanned: 'violation', violations: 'refuse', events: [order] });
		const visitor = newVisitor();
		const { body } = await send([
			track(visitor, 'Order Complete', { properties: { total: 1 } }),
			track(visitor, 'Consent Updated', { context: { consent: { analytics: true } } }),
			{ type: 'page', anonymousId: visitor },
		]);
		expect(body).toMatchObject({ accepted: 2, refused: [{ index: 0, code: 'plan-violation', path: 'event' }] });
	});

	test('costs no more than a few lines, however hostile it is', async () => {
		const strict = { name: 'Order Completed', properties: { additionalProperties: { type: 'null' } } };
		await plan({ events: [strict] });
		const visitor = newVisitor();
		const properties = Object.fromEntries(
			Array.from({ length: 900 }, (_, i) => [`${'k'.repeat(20)}${i}`, '💥'.slice(0, 1)]),
		);
		expect((await send([track(visitor, 'Order Completed', { properties })])).body.accepted).toBe(1);
		const [event] = await timeline(visitor);
		expect(event?.context.violations).toHaveLength(violationsMax);
		expect(JSON.stringify(event?.context.violations).length).toBeLessThan(1_500);
	});
});

describe('suggestions', () => {
	test('are made of what came from this site, and never of what was in it', async () => {
		const call = await callAs('viewer');
		const visitors = [newVisitor(1), newVisitor(2)];
		for (const visitor of visitors) {
			await send(
				[1, 2.5, 3].map((total) =>
					track(visitor, 'Order Completed', { properties: { total, note: 'secret', at: '2026-11-05' } }),
				),
			);
		}
		const { body } = await call('GET', '/sites/shop/plan/suggestions');
		expect(body).toEqual({
			items: [
				{
					seen: 6,
					event: {
						name: 'Order Completed',
						properties: {
							properties: {
								total: { type: 'number' },
								note: { type: 'string' },
								at: { type: 'string', format: 'date' },
							},
							required: ['total', 'note', 'at'],
						},
					},
				},
			],
			cursor: null,
		});
	});
});
