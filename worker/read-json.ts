import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { validator } from 'hono-openapi';
import type { GenericSchema } from 'valibot';
import { Refusal } from '../core/refusal.ts';
import { refuseIssues } from './refuse-issues.ts';

const MOST_BYTES = 1024 * 1024;

/** Bodies that are read line by line and never whole: they have limits of their own, and another type. */
const streamed: ReadonlySet<string> = new Set(['/api/archive/restore']);
const streamedTypes = /^application\/x-ndjson\s*(;|$)/i;

const limitWhole = bodyLimit({
	maxSize: MOST_BYTES,
	onError: () => {
		throw new Refusal('body-too-large', 'A body may have at most 1 MB.', { status: 413 });
	},
});

/** Refuses bodies over 1 MB, as they come in, but of routes that stream. */
export const limitBody = createMiddleware((c, next) => (streamed.has(c.req.path) ? next() : limitWhole(c, next)));

/** Refuses bodies that are not declared as JSON: forms of other sites can send anything else without asking. */
export const requireJson = createMiddleware(async (c, next) => {
	const type = c.req.header('content-type');
	if (streamed.has(c.req.path)) {
		if (type !== undefined && streamedTypes.test(type)) return next();
		throw new Refusal('ndjson-expected', 'The body must be lines of JSON.', {
			status: 415,
			hint: 'Send it with "Content-Type: application/x-ndjson".',
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
