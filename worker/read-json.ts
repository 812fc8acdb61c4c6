import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { validator } from 'hono-openapi';
import type { GenericSchema } from 'valibot';
import { Refusal } from '../core/refusal.ts';
import { refuseIssues } from './refuse-issues.ts';

const MOST_BYTES = 1024 * 1024;

/** Bodies that are no JSON, of whatever size: their routes hold them to limits of their own. */
const others = [
	{ path: /^\/api\/archive\/restore$/, type: 'application/x-ndjson', what: 'lines of JSON', code: 'ndjson-expected' },
	{
		path: /^\/api\/imports\/[^/]+\/parts\/[^/]+$/,
		type: 'application/octet-stream',
		what: 'bytes',
		code: 'bytes-expected',
	},
] as const;

function otherThanJson(path: string): (typeof others)[number] | undefined {
	return others.find((other) => other.path.test(path));
}

const limitWhole = bodyLimit({
	maxSize: MOST_BYTES,
	onError: () => {
		throw new Refusal('body-too-large', 'A body may have at most 1 MB.', { status: 413 });
	},
});

/** Refuses bodies over 1 MB, as they come in, where JSON is expected. */
export const limitBody = createMiddleware((c, next) => (otherThanJson(c.req.path) ? next() : limitWhole(c, next)));

/** Refuses bodies that are not declared as JSON: forms of other sites can send anything else without asking. */
export const requireJson = createMiddleware(async (c, next) => {
	const type = c.req.header('content-type');
	const other = otherThanJson(c.req.path);
	if (other) {
		if (type?.split(';')[0]?.trim().toLowerCase() === other.type) return next();
		throw new Refusal(other.code, `The body must be ${other.what}.`, {
			status: 415,
			hint: `Send it with "Content-Type: ${other.type}".`,
		});
	}
	if (type !== undefined && !/^application\/(json|[a-z.-]+\+json)\s*(;|$)/i.test(type)) {
		throw new Refusal('json-expected', 'The body must be JSON.', {
			status: 415,
			hint: 'Send it with "Content-Type: application/json".',
		});
	}
	await next();
});

/** The body by the schema, in `c.req.valid('json')`; described in the OpenAPI document. Refuses the first thing wrong. */
export function jsonBody<S extends GenericSchema>(schema: S) {
	return validator('json', schema, refuseIssues);
}

/** The query by the schema, in `c.req.valid('query')`. */
export function query<S extends GenericSchema>(schema: S) {
	return validator('query', schema, refuseIssues);
}
