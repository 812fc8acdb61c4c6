import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { Refusal } from '../../core/refusal.ts';
import type { Admin } from '../access/admin.ts';
import { record } from '../access/record.ts';
import { requireUser } from '../access/require-user.ts';
import type { Env } from '../env.ts';
import { journeysMentioning } from '../journeys/index.ts';
import { newId } from '../new-id.ts';
import { answers, done, listOf, refuses } from '../openapi.ts';
import { announceDefinitions } from '../profiles/index.ts';
import { jsonBody } from '../read-json.ts';
import { checkTemplates } from './check-templates.ts';
import { mailboxRoutes } from './mailbox-routes.ts';
import { providerRoutes } from './provider-routes.ts';
import { MessageBody, MessageSettings, NewMessage } from './schemas.ts';
import { deleteMessage, insertMessage, listMessages, type Message, messageById, updateMessage } from './storage.ts';

const tags = ['Messages'];

/** Templates, the local mailbox, and who sends. */
export const messageRoutes = new Hono<Admin>()
	.get(
		'/messages',
		describeRoute({
			tags,
			summary: 'All messages, by name',
			responses: { ...answers(200, listOf(MessageBody)), ...refuses(401) },
		}),
		requireUser,
		async (c) => c.json({ items: (await listMessages(c.env)).map(shown), cursor: null }),
	)

	.post(
		'/messages',
		describeRoute({
			tags,
			summary: 'Make a message',
			responses: { ...answers(201, MessageBody), ...refuses(400, 401, 403, 409) },
		}),
		requireUser,
		jsonBody(NewMessage),
		async (c) => {
			const { id = newId('msg'), ...settings } = c.req.valid('json');
			checkTemplates(settings);
			const now = Date.now();
			const message: Message = { id, ...settings, createdAt: now, updatedAt: now };
			await insertMessage(c.env, message);
			await record(c, 'message.create', id);
			await announceDefinitions(c.env);
			return c.json(shown(message), 201);
		},
	)

	.get(
		'/messages/:id',
		describeRoute({ tags, summary: 'One message', responses: { ...answers(200, MessageBody), ...refuses(401, 404) } }),
		requireUser,
		async (c) => c.json(shown(await existing(c.env, c.req.param('id')))),
	)

	.put(
		'/messages/:id',
		describeRoute({
			tags,
			summary: 'Replace a message; what is not sent yet is sent as it is then',
			responses: { ...answers(200, MessageBody), ...refuses(400, 401, 403, 404) },
		}),
		requireUser,
		jsonBody(MessageSettings),
		async (c) => {
			const settings = c.req.valid('json');
			checkTemplates(settings);
			const before = await existing(c.env, c.req.param('id'));
			const message: Message = { ...before, ...settings, updatedAt: Date.now() };
			await updateMessage(c.env, message);
			await record(c, 'message.update', message.id);
			await announceDefinitions(c.env);
			return c.json(shown(message));
		},
	)

	.delete(
		'/messages/:id',
		describeRoute({
			tags,
			summary: 'Delete a message that no journey sends',
			responses: { ...done, ...refuses(401, 403, 404, 409) },
		}),
		requireUser,
		async (c) => {
			const { id } = await existing(c.env, c.req.param('id'));
			await refuseInUse(c.env, id);
			await deleteMessage(c.env, id);
			await record(c, 'message.delete', id);
			await announceDefinitions(c.env);
			return c.body(null, 204);
		},
	)

	.route('/', mailboxRoutes)
	.route('/', providerRoutes);

async function existing(env: Env, id: string): Promise<Message> {
	const message = await messageById(env, id);
	if (!message) throw new Refusal('message-unknown', `There is no message ${id.slice(0, 60)}.`, { status: 404 });
	return message;
}

async function refuseInUse(env: Env, id: string): Promise<void> {
	const users = await journeysMentioning(env, ({ steps }) =>
		Object.values(steps).some((step) => step.kind === 'message' && step.messageId === id),
	);
	if (users.length === 0) return;
	throw new Refusal('message-in-use', `The message is sent by ${users.map((name) => `“${name}”`).join(', ')}.`, {
		status: 409,
		hint: 'Change these journeys first.',
	});
}

function shown({ createdAt: _, updatedAt, ...message }: Message) {
	return { ...message, updatedAt: new Date(updatedAt).toISOString() };
}
