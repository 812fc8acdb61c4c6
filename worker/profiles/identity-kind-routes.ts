import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { jsonBody } from '../read-json.ts';
import { readKinds } from './held-kinds.ts';
import { builtInKinds, defaultKinds, type IdentityKind } from './identity-kinds.ts';
import { IdentityKindSchema, IdentityKindSettings } from './schemas.ts';
import { deleteKind, saveKind } from './storage.ts';

const ownMax = 20;

/** The kinds of identities by which people are found and merged. */
export const identityKindRoutes = new Hono<Admin>()
	.get(
		'/identity-kinds',
		describeRoute({
			tags: ['Profiles'],
			summary: 'Kinds of identities, the weightiest first',
			responses: { ...answers(200, listOf(IdentityKindSchema)), ...refuses(401) },
		}),
		requireUser,
		async (c) => c.json({ items: (await readKinds(c.env)).map(shown), cursor: null }),
	)

	.put(
		'/identity-kinds/:kind',
		describeRoute({
			tags: ['Profiles'],
			summary: 'Set a kind of identity, or make one',
			responses: { ...answers(200, IdentityKindSchema), ...refuses(400, 401, 403, 409) },
		}),
		requireUser,
		jsonBody(IdentityKindSettings),
		async (c) => {
			const kind = { kind: c.req.param('kind'), ...c.req.valid('json') };
			refuseWrong(kind, await readKinds(c.env));
			await saveKind(c.env, kind);
			await record(c, 'identity-kind.update', kind.kind);
			return c.json(shown(kind));
		},
	)

	.delete(
		'/identity-kinds/:kind',
		describeRoute({
			tags: ['Profiles'],
			summary: 'Delete a kind of one’s own, or set one that is built in back to its default',
			responses: { ...done, ...refuses(401, 403) },
		}),
		requireUser,
		async (c) => {
			await deleteKind(c.env, c.req.param('kind'));
			await record(c, 'identity-kind.delete', c.req.param('kind'));
			return c.body(null, 204);
		},
	);

function shown(kind: IdentityKind) {
	return { ...kind, isBuiltIn: builtInKinds.includes(kind.kind) };
}

/** Refuses what would make no sense, or make one person of many. */
function refuseWrong(kind: IdentityKind, others: readonly IdentityKind[]): void {
	const known = defaultKinds.find((each) => each.kind === kind.kind);
	if (!known && !/^[a-zA-Z][\w-]{0,39}$/.test(kind.kind)) {
		throw new Refusal('kind-name', 'A kind is named with letters, digits, - and _, and begins with a letter.', {
			path: 'kind',
			hint: 'For instance customerNumber.',
		});
	}
	if (kind.kind === 'claim' || kind.kind === 'teammate') {
		throw new Refusal('kind-reserved', 'This name means something else here.', { path: 'kind', hint: 'Take another.' });
	}
	if (known ? kind.trait !== known.trait : kind.trait === null) {
		throw new Refusal('kind-trait', 'This kind cannot be read off that trait.', {
			path: 'trait',
			hint: known ? `Leave it at ${known.trait ?? 'null'}.` : 'Name the trait of identify calls that carries it.',
		});
	}
	if (others.some((other) => other.kind !== kind.kind && other.trait !== null && other.trait === kind.trait)) {
		throw new Refusal('kind-trait-taken', 'Another kind is read off this trait.', { status: 409, path: 'trait' });
	}
	const isFixed = kind.kind === 'userId' && (kind.max !== 1 || kind.joins !== 'always');
	if (isFixed || (kind.kind === 'anonymousId' && kind.joins !== 'always')) {
		throw new Refusal('kind-fixed', 'A profile has one userId, and devices and userIds always belong to somebody.', {
			path: kind.kind === 'userId' && kind.max !== 1 ? 'max' : 'joins',
			hint: 'Change the priority, or the limit of devices.',
		});
	}
	if (
		!known &&
		others.filter((other) => !builtInKinds.includes(other.kind) && other.kind !== kind.kind).length >= ownMax
	) {
		throw new Refusal('kind-many', `There may be ${ownMax} kinds of one’s own.`, { status: 409 });
	}
}
