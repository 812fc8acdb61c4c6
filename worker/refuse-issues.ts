import type { StandardSchemaV1 } from '@standard-schema/spec';
import { Refusal } from '../core/refusal.ts';

type Checked =
	| { readonly success: true }
	| { readonly success: false; readonly error: readonly StandardSchemaV1.Issue[] };

/** A validator's hook: throws the first thing that is wrong with a body or a query, and where. */
export function refuseIssues(checked: Checked): void {
	if (checked.success) return;
	const [first, ...others] = checked.error;
	if (!first) throw new Refusal('invalid', 'This is not what is expected here.');
	const path = pathOf(first);
	throw new Refusal('invalid', first.message, {
		...(path !== '' && { path }),
		...(others.length > 0 && {
			hint: `Also wrong: ${others.map((issue) => pathOf(issue) || 'the whole').join(', ')}.`,
		}),
	});
}

function pathOf(issue: StandardSchemaV1.Issue): string {
	return (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
}
