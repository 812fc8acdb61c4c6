import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { parseEvent } from '../../core/event/index.ts';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireEditor } from '../access/require-editor.ts';
import { requireUser } from '../access/require-user.ts';
import { CursorText, readCursor } from '../cursor.ts';
import type { Env } from '../env.ts';
import { randomText } from '../new-id.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { jsonBody, query } from '../read-json.ts';
import { listSites } from '../sites/index.ts';
import { AccountDetailSchema, AccountEvent, AccountMember, AccountSummary } from './account-schemas.ts';
import { type AccountRow, findAccounts } from './account-storage.ts';
import { homeOf } from './accounts/homes.ts';
import type { ShardStub } from './shard-interface.ts';
import { showProfiles } from './show-profiles.ts';
import { profilesById } from './storage.ts';
import { packEvent } from './stored-event.ts';
import { TraitsBody } from './traits-body.ts';

const tags = ['Accounts'];

/** Companies: found in D1, shown from the shard at which they are at home. */
export const accountRoutes = new Hono<Admin>()
	.get(
		'/accounts',
		describeRoute({
			tags,
			summary: 'Find accounts, by id or a part of a name, whose members were seen last first',
			responses: { ...answers(200, listOf(AccountSummary)), ...refuses(401) },
		}),
		requireUser,
		query(v.object({ search: v.optional(v.string()), cursor: v.optional(CursorText) })),
		async (c) => {
			const { search = '', cursor } = c.req.valid('query');
			const found = await findAccounts(c.env, search, readCursor(cursor));
			return c.json({ items: found.rows.map(summary), cursor: found.cursor });
		},
	)

	.get(
		'/accounts/:id',
		describeRoute({
			tags,
			summary: 'One account, from the shard that holds the truth',
			responses: { ...answers(200, AccountDetailSchema), ...refuses(401, 404) },
		}),
		requireUser,
		async (c) => {
			const id = c.req.param('id');
			const detail = await (await home(c.env, id)).account(id);
			if (!detail) throw unknown(id);
			return Response.json(detail);
		},
	)

	.get(
		'/accounts/:id/members',
		describeRoute({
			tags,
			summary: 'Members of an account, who came last first; or who was one, or is only claimed to be',
			responses: { ...answers(200, listOf(AccountMember)), ...refuses(401, 404) },
		}),
		requireUser,
		query(
			v.object({
				standing: v.optional(v.picklist(['member', 'former', 'claimed']), 'member'),
				cursor: v.optional(CursorText),
			}),
		),
		async (c) => {
			const id = c.req.param('id');
			const { standing, cursor } = c.req.valid('query');
			const page = await (await home(c.env, id)).accountMembers(id, standing, readCursor(cursor));
			const profiles = await showProfiles(
				c.env,
				page.members.map(({ profileId }) => profileId),
			);
			const items = page.members.map((member) => ({
				...member,
				profile: profiles.find((one) => one.id === member.profileId) ?? null,
			}));
			return c.json({ items, cursor: page.cursor });
		},
	)

	.get(
		'/accounts/:id/events',
		describeRoute({
			tags,
			summary: 'What members of an account did while they were members, newest first',
			responses: { ...answers(200, listOf(AccountEvent)), ...refuses(401, 404) },
		}),
		requireUser,
		query(v.object({ before: v.optional(v.pipe(v.string(), v.isoTimestamp())) })),
		async (c) => {
			const id = c.req.param('id');
			const { before } = c.req.valid('query');
			const beforeMs = before === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(before);
			const { items, cursor } = await (await home(c.env, id)).accountTimeline(id, beforeMs);
			const profiles = await profilesById(c.env, [...new Set(items.map(({ profileId }) => profileId))]);
			const names = new Map(
				profiles.map(({ id: profileId, name, email, userId }) => [profileId, name ?? email ?? userId]),
			);
			const named = items.map((item) => ({ ...item, profileName: names.get(item.profileId) ?? null }));
			return Response.json({ items: named, cursor });
		},
	)

	.patch(
		'/accounts/:id/traits',
		describeRoute({
			tags,
			summary: 'Say traits of an account; the newest word of a server, an import or a teammate stands',
			responses: { ...done, ...refuses(400, 401, 403, 404, 409, 422) },
		}),
		requireUser,
		jsonBody(TraitsBody),
		async (c) => {
			const id = c.req.param('id');
			await sayTraits(c.env, id, c.req.valid('json').traits);
			await record(c, 'account.update', id);
			return c.body(null, 204);
		},
	)

	.delete(
		'/accounts/:id',
		describeRoute({
			tags,
			summary: 'Erase an account; its members stay, and are nobody’s',
			description:
				'Its traits, roll-ups, members and timeline go. What its members’ own histories tell of it goes when those people are erased. Whoever names it again makes a new one.',
			responses: { ...done, ...refuses(401, 403, 404) },
		}),
		requireUser,
		requireEditor,
		async (c) => {
			const id = c.req.param('id');
			if (!(await (await home(c.env, id)).eraseAccount(id))) throw unknown(id);
			await record(c, 'account.erase', id);
			return c.body(null, 204);
		},
	);

function unknown(id: string): Refusal {
	return new Refusal('account-unknown', `There is no account ${id.slice(0, 60)}.`, { status: 404 });
}

async function home(env: Env, id: string): Promise<ShardStub> {
	const shard = await homeOf(env, id);
	if (!shard) throw unknown(id);
	return shard;
}

/** Refuses what no event may say, and traits for which there is no room. */
async function sayTraits(env: Env, id: string, traits: Readonly<Record<string, unknown>>): Promise<void> {
	const shard = await home(env, id);
	// Events are filed by site; what a teammate says is about the company on all of them.
	const [site] = (await listSites(env)).toReversed();
	if (!site) throw new Refusal('site-missing', 'The workspace has no site.', { status: 409, hint: 'Add one first.' });
	const said = { type: 'group', userId: 'teammate', groupId: id, traits };
	const mintMessageId = () => `teammate:${randomText(26)}`;
	const event = { ...parseEvent(said, { receivedAt: Date.now(), sentAt: null, mintMessageId }), userId: null };
	const word = packEvent({ event, siteId: site.id, source: 'teammate', elsewhere: [], byClaim: false });
	const [outcome] = await shard.sayOfAccounts([word], false);
	if (outcome === 'said') return;
	if (outcome !== 'full') throw unknown(id);
	throw new Refusal('account-full', 'The account has as many traits, or as much text in them, as it may have.', {
		status: 422,
		path: 'traits',
	});
}

function summary({ id, name, isVerified, members, lastSeenAt, traits, computed }: AccountRow) {
	const at = lastSeenAt === 0 ? null : new Date(lastSeenAt).toISOString();
	return { id, name, isVerified, members, lastSeenAt: at, traits, computed };
}
