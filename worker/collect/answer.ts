import { Refusal } from '../../core/refusal.ts';
import { corsHeaders } from './authorize.ts';
import { TooMany } from './limits/too-many.ts';

/** JSON for a page, a server or an app: any origin may read it, no cache keeps it. */
export function answer(request: Request, status: number, body: object, cookies: readonly string[] = []): Response {
	const headers = new Headers({ ...corsHeaders(request), 'cache-control': 'no-store' });
	for (const cookie of cookies) headers.append('set-cookie', cookie);
	return Response.json(body, { status, headers });
}

/** Refusals say how to mend; a defect asks to send again later, and nothing was acknowledged. */
export function answerError(request: Request, error: unknown): Response {
	if (error instanceof Refusal) {
		const refused = answer(request, error.status, { success: false, error });
		if (error instanceof TooMany) refused.headers.set('retry-after', String(error.retryAfterSeconds));
		return refused;
	}
	console.error(`${new URL(request.url).pathname} failed`, error);
	const defect = { code: 'internal', message: 'Something went wrong here. Send it again.' };
	const answered = answer(request, 500, { success: false, error: defect });
	answered.headers.set('retry-after', '5');
	return answered;
}
