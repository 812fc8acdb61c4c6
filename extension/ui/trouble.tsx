import { Refusal } from '../../core/refusal.ts';

/** What went wrong, and how to mend it. */
export interface TroubleText {
	readonly message: string;
	readonly hint?: string | undefined;
}

/** An error as a person reads it: refusals in their own words, defects without their insides. */
export function troubleOf(error: unknown): TroubleText {
	if (error instanceof Refusal) return { message: error.message, hint: error.hint };
	console.error(error);
	return { message: 'Something went wrong.', hint: 'Try again.' };
}

/** A refusal, announced to screen readers. Nothing when there is none. */
export function Trouble({ trouble }: { trouble: TroubleText | null }) {
	if (!trouble) return null;
	return (
		<div class="note bad" role="alert">
			{trouble.message} {trouble.hint && <span class="hint">{trouble.hint}</span>}
		</div>
	);
}
