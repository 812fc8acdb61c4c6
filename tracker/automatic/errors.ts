import { notice } from '../tracker.ts';

const mostErrors = 5;
let seen = 0;

/** What goes wrong in the page's own scripts: the message and the file, nothing of what they worked on. At most 5 a page. */
export function lookAtError({ message, filename: file, reason }: ErrorEvent & PromiseRejectionEvent): void {
	const what = `${message ?? reason?.message ?? reason ?? ''}`.slice(0, 200);
	if (what && seen++ < mostErrors) notice('JavaScript Error', { message: what, file });
}
