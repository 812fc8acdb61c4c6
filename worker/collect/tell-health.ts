import { isBag, readInstant } from '../../core/event/index.ts';
import type { Refusal } from '../../core/refusal.ts';
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
	readonly kept: Omit<HandedOver, 'homes'>;
	/** When the sender's clock said it sent them, ms. */
	readonly sentAt: number | null;
	readonly receivedAt: number;
}

/** What tracking health counts of a request: nothing of who it was. */
export function incidentsOf({ items, taken, kept, sentAt, receivedAt }: Outcome): Incident[] {
	const events = taken.events.map(({ event }) => event);
	const late = events.filter(({ timestamp }) => receivedAt - timestamp > lateMs);
	return [
		...counted('accepted', kept.accepted),
		...counted('duplicate', kept.duplicates),
		...Object.entries(taken.botReasons).flatMap(([code, count]) =>
			counted('bot', count).map((bot) => ({ ...bot, code })),
		),
		...counted('violating', taken.violating.length),
		...taken.violating.flatMap(violationsOf),
		...[...taken.refused, ...kept.refused].map((refusal) => refusedAt(refusal, items[refusal.index])),
		...late.map((event) => withReason('late', event.event, 'Arrived more than a day after it happened.', event)),
		...clockIncidents(
			taken.events.map(({ index }) => sentAtOf(items[index]) ?? sentAt),
			receivedAt,
		),
	];
}

/** An event's own word on when it was sent comes before its request's, as in `parseEvent`. */
function sentAtOf(item: unknown): number | null {
	return isBag(item) ? readInstant(item.sentAt) : null;
}

function clockIncidents(sent: readonly (number | null)[], receivedAt: number): Incident[] {
	const off = sent.flatMap((at) => (at !== null && Math.abs(receivedAt - at) > clockMs ? [receivedAt - at] : []));
	const minutes = Math.round(Math.abs(off.at(-1) ?? 0) / 60_000);
	const message = `The sender’s clock was ${minutes} minutes off; times were corrected.`;
	return counted('clock', off.length).map((clock) => ({ ...clock, message }));
}

/**
 * A request of a known site that was refused as a whole, with this many events. What is asked to come later is not lost, and is
 * counted apart.
 */
export function refusedRequest({ code, status, message, path = '' }: Refusal, events: number): Incident[] {
	const kind = status === 429 ? 'delayed' : 'refused';
	return counted(kind, Math.max(1, events)).map((incident) => ({ ...incident, code, path, message }));
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
