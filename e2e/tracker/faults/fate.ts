import type { Random } from '../lab/random.ts';

/** What becomes of one request on its way to the edge and back. */
export type Fate =
	/** Arrives, and is answered. */
	| { readonly kind: 'pass' }
	/** The connection ends before the edge hears of it. */
	| { readonly kind: 'lose' }
	/** The edge has it and answers, and the connection ends before the answer. */
	| { readonly kind: 'lose-answer' }
	/** The answer begins and breaks off. */
	| { readonly kind: 'cut-answer' }
	/** Answered with an error, without or after the edge has heard of it. */
	| { readonly kind: 'answer'; readonly status: number; readonly retryAfter?: string; readonly arrives: boolean }
	/** Nobody answers until the caller has long lost patience. */
	| { readonly kind: 'hang'; readonly forMs: number; readonly arrives: boolean };

const hangMs = 15_000;

/** Draws a fate: about every third request passes. */
export function drawFate(random: Random): Fate {
	const chance = random.next();
	const arrives = random.next() < 0.5;
	if (chance < 0.35) return { kind: 'pass' };
	if (chance < 0.5) return { kind: 'lose' };
	if (chance < 0.65) return { kind: 'lose-answer' };
	if (chance < 0.7) return { kind: 'cut-answer' };
	if (chance < 0.82) return { kind: 'answer', status: random.pick([500, 502, 503]), arrives };
	if (chance < 0.88) return { kind: 'answer', status: 503, retryAfter: '1', arrives };
	if (chance < 0.94) return { kind: 'answer', status: 429, retryAfter: '1', arrives: false };
	if (chance < 0.97) return { kind: 'answer', status: 408, arrives };
	return { kind: 'hang', forMs: hangMs, arrives };
}

/** A fate in words, for who looks after a lost event. */
export function describe(fate: Fate): string {
	switch (fate.kind) {
		case 'pass':
			return 'passed';
		case 'lose':
			return 'lost on its way';
		case 'lose-answer':
			return 'stored, its answer lost';
		case 'cut-answer':
			return 'stored, its answer cut';
		case 'answer':
			return `answered ${fate.status}${fate.retryAfter ? `, Retry-After ${fate.retryAfter}` : ''}${fate.arrives ? ', though stored' : ''}`;
		case 'hang':
			return `left hanging${fate.arrives ? ', though stored' : ''}`;
	}
}
