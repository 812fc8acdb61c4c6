import type { Hono } from 'hono';
import { type DescribeRouteOptions, openAPIRouteHandler, resolver } from 'hono-openapi';
import type { GenericSchema } from 'valibot';
import * as v from 'valibot';
import type { Admin } from './access/admin.ts';

type Responses = NonNullable<DescribeRouteOptions['responses']>;

/** How every refusal looks. */
export const ErrorBody = v.object({
	error: v.object({
		code: v.pipe(v.string(), v.description('Stable, for programs.')),
		message: v.string(),
		hint: v.optional(v.pipe(v.string(), v.description('How to mend it.'))),
		path: v.optional(v.pipe(v.string(), v.description('Where in the input.'))),
	}),
});

const REFUSALS: Readonly<Record<number, string>> = {
	400: 'Something in the request is wrong; `path` says where.',
	401: 'Nobody is signed in.',
	403: 'Not allowed.',
	404: 'There is no such thing.',
	409: 'It clashes with what is there.',
	422: 'It does not hold together.',
	429: 'Too many tries; `Retry-After` says when to come again.',
};

/** A page of a list. `cursor` asks for the next one; null at the end. */
export function listOf<S extends GenericSchema>(item: S) {
	return v.object({ items: v.array(item), cursor: v.nullable(v.string()) });
}

/** What a route answers when it goes well, for `describeRoute`. */
export function answers(status: number, schema: GenericSchema, description = 'It went well.'): Responses {
	return { [status]: { description, content: { 'application/json': { schema: resolver(schema) } } } };
}

/** For routes that answer nothing but 204. */
export const done: Responses = { 204: { description: 'Done.' } };

/** The refusals of a route that are worth knowing, for `describeRoute`. */
export function refuses(...statuses: number[]): Responses {
	const content = { 'application/json': { schema: resolver(ErrorBody) } };
	return Object.fromEntries(
		statuses.map((status) => [status, { description: REFUSALS[status] ?? 'Refused.', content }]),
	);
}

/** `GET /api/openapi.json`: made from the routes of `app` and the schemas that they check with, so that it is true. */
export function openApi(app: Hono<Admin>) {
	return openAPIRouteHandler(app, {
		documentation: {
			info: {
				title: 'Edgewise',
				version: '1',
				description: 'Everything the dashboard can do, for programs. Instants are ISO strings.',
			},
			security: [{ session: [] }, { token: [] }],
			components: {
				securitySchemes: {
					session: { type: 'apiKey', in: 'cookie', name: 'edgewise.session_token' },
					token: { type: 'http', scheme: 'bearer' },
				},
			},
		},
		exclude: [/^\/(?!api\/)/],
	});
}
