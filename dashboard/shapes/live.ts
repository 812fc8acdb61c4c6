import type { LiveItem } from '../../core/live/types.ts';

export interface LiveFrame {
	readonly kind: 'events';
	readonly items: readonly LiveItem[];
}
