import type { WebhookDraft } from '../shapes/webhooks.ts';

/** What a webhook is told, in words. */
export function sayTold({ segments, moves }: Pick<WebhookDraft, 'segments' | 'moves'>): string {
	const does = moves.length === 2 ? 'enters or leaves' : moves[0] === 'left' ? 'leaves' : 'enters';
	const what =
		segments.length === 0 ? 'any segment' : segments.length === 1 ? segments[0] : `one of ${segments.length} segments`;
	return `Who ${does} ${what}`;
}
