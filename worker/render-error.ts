import type { ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { Refusal } from '../core/refusal.ts';

/** What a caller can mend becomes its status and JSON; everything else is ours: logged with context, and kept from the caller. */
export const renderError: ErrorHandler = (error, c) => {
	const refusal = asRefusal(error);
	if (refusal) return Response.json({ error: refusal }, { status: refusal.status });
	console.error(`${c.req.method} ${c.req.path} failed`, error);
	const message = 'Something went wrong on our side. It is in the log.';
	return Response.json({ error: { code: 'internal', message } }, { status: 500 });
};

/** A path that nothing answers. */
export const renderNotFound: NotFoundHandler = (c) => {
	const refusal = new Refusal('not-found', `There is nothing at ${c.req.method} ${c.req.path}.`, { status: 404 });
	return Response.json({ error: refusal }, { status: 404 });
};

function asRefusal(error: Error): Refusal | null {
	if (error instanceof Refusal) return error;
	// Hono's own, of which a body that is no JSON is the one that callers meet.
	if (!(error instanceof HTTPException) || error.status >= 500) return null;
	const malformed = error.message.startsWith('Malformed JSON');
	return malformed
		? new Refusal('malformed-json', 'The body is not JSON.', { status: 400 })
		: new Refusal('bad-request', error.message || 'The request is not right.', { status: error.status });
}
