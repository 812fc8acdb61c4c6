import { counted, type Incident, sampleOf } from '../health/index.ts';
import type { Accepted, RefusedEvent } from './accept.ts';
import type { HandedOver } from './hand-over.ts';
import type { Planned, Violating } from './keep-to-plan.ts';

/** Events that arrive so long after they happened are worth knowing of. */
const lateMs = 24 * 60 * 60 * 1000;
/** A sender's clock that is further off was visibly corrected. */
const clockMs = 60 * 1000;

/** What became of one request's events. */
export interface Outcome {
	/** As they came, for samples. */
	readonly items: readonly unknown[];
	readonly taken: Planned<Accepted>;
	readonly kept: HandedOver;
	/** When the sender's clock said it sent them, ms. */
	readonly sentAt: number | null;
	readonly receivedAt: number;
}

/** What tracking health counts of a request: nothing of who it was. */
export function incidentsOf({ items, taken, kept, sentAt, receivedAt }: Outcome): Incident[] {
	const events = taken.events.map(({ event }) => event);
	const late = events.filter(({ timestamp }) => receivedAt - timestamp > lateMs);
	const clockOff = sentAt !== null && Math.abs(receivedAt - sentAt) > clockMs;
	return [
		...counted('accepted', kept.accepted),
		...counted('duplicate', kept.duplicates),
		...Object.entries(taken.botReasons).flatMap(([reason, count]) =>
			counted('bot', count).map((bot) => ({ ...bot, code: reason, message: 'The user agent is a robot’s.' })),
		),
		...counted('violating', taken.violating.length),
		...taken.violating.flatMap(violationsOf),
		...[...taken.refused, ...kept.refused].map((refusal) => refusedAt(refusal, items[refusal.index])),
		...late.map((event) => withReason('late', event.event, 'Arrived more than a day after it happened.', event)),
		...counted('clock', clockOff ? events.length : 0).map((clock) => ({
			...clock,
			message: `The sender’s clock was ${Math.round(Math.abs(receivedAt - (sentAt ?? 0)) / 60_000)} minutes off; times were corrected.`,
		})),
	];
}

/** A request of a known site that was refused as a whole. */
export function refusedRequest(refusal: {
	readonly code: string;
	readonly message: string;
	readonly path?: string | undefined;
}): Incident[] {
	return [
		{
			...{ kind: 'refused', code: refusal.code, event: '', path: refusal.path ?? '', count: 1 },
			message: refusal.message,
			sample: () => null,
		},
	];
}

function refusedAt({ code, message, path = '' }: RefusedEvent, item: unknown): Incident {
	const name = typeof item === 'object' && item !== null && 'event' in item ? item.event : '';
	return {
		...{ kind: 'refused', code, event: typeof name === 'string' ? name : '', path: placeOf(path), count: 1, message },
		sample: () => sampleOf(item),
	};
}

/** List places are the visitor's, and would make a reason of each. */
function placeOf(path: string): string {
	return path.replace(/\[\d+\]/g, '[]').replace(/\.\d+(?=\.|$)/g, '[]');
}

function violationsOf({ event, violations }: Violating): Incident[] {
	return violations.map(({ place, rule, message }) => ({
		...{ kind: 'violation', code: rule, event: event.event, path: place, count: 1, message },
		sample: () => sampleOf(event),
	}));
}

function withReason(kind: string, event: string, message: string, item: unknown): Incident {
	return { kind, code: '', event, path: '', count: 1, message, sample: () => sampleOf(item) };
}
