import { compileAmount, type EventHistory } from '../condition/index.ts';
import { amountOf } from './schema.ts';
import type { Goal, Measured } from './types.ts';

const hourMs = 3_600_000;

/** What one person did for a goal. */
export interface Measurement {
	readonly value: number;
	/** What a ratio divides by; else 0. */
	readonly per: number;
	/** The same before the exposure; null where the kind has no use for it. */
	readonly before: number | null;
	readonly perBefore: number;
}

/** A goal that is ready to measure people by. */
export interface CompiledGoal {
	readonly goal: Goal;
	/** Names of the events that it reads. */
	readonly events: readonly string[];
	/**
	 * What a person did from their exposure on; null when it is too early to tell.
	 * @param nowMs nothing after it counts
	 * @param beforeMs how long before the exposure is looked at
	 */
	measure(history: EventHistory, exposedAtMs: number, nowMs: number, beforeMs: number): Measurement | null;
}

type Amount = (history: EventHistory, fromMs: number, toMs: number) => number;

/** Compiles a goal that `parseGoal` has taken. */
export function compileGoal(goal: Goal): CompiledGoal {
	const amount = compileMeasured(goal);
	const per = goal.per && compileMeasured(goal.per);
	const { kind } = goal;
	const isWhether = kind === 'conversion' || kind === 'retention';
	const valued = (sum: number) => (isWhether && sum > 0 ? 1 : sum);
	const hasBefore = hasPast(goal);
	return {
		goal,
		events: [goal.event, ...(goal.per ? [goal.per.event] : [])],
		measure(history, exposedAtMs, nowMs, beforeMs) {
			const from = exposedAtMs + goal.delayHours * hourMs;
			const end = goal.windowHours === null ? Number.POSITIVE_INFINITY : from + goal.windowHours * hourMs;
			// Who may still come back has not stayed away.
			if (kind === 'retention' && end > nowMs) return null;
			// An event of the window's last moment is outside it, one of this moment counts.
			const to = Math.min(end - 1, nowMs);
			const [pastFrom, pastTo] = [exposedAtMs - beforeMs, exposedAtMs - 1];
			return capped(goal, {
				value: valued(amount(history, from, to)),
				per: per ? per(history, from, to) : 0,
				before: hasBefore ? valued(amount(history, pastFrom, pastTo)) : null,
				perBefore: per && hasBefore ? per(history, pastFrom, pastTo) : 0,
			});
		},
	};
}

/** Whether what people did before tells of what they do after: of who comes back and of quantiles it is not taken. */
export function hasPast({ kind }: Pick<Goal, 'kind'>): boolean {
	return kind !== 'retention' && kind !== 'quantile';
}

/** What a person counts as under a goal's cap. One by percentile has to be a value by now, or is not applied. */
export function capped({ cap }: Pick<Goal, 'cap'>, measurement: Measurement): Measurement {
	if (cap?.kind !== 'value') return measurement;
	const { value, before } = measurement;
	return {
		...measurement,
		value: Math.min(value, cap.at),
		before: before === null ? null : Math.min(before, cap.at),
	};
}

function compileMeasured(measured: Measured): Amount {
	const { kept } = compileAmount(amountOf(measured));
	if (!kept) throw new TypeError('a goal’s condition depends on the clock');
	return (history, fromMs, toMs) => {
		const events = fromMs > toMs ? [] : history.query(measured.event, fromMs, toMs);
		if (events.length === 0) return 0;
		const { value } = kept.now(kept.add(null, events), toMs);
		return typeof value === 'number' && Number.isFinite(value) ? value : 0;
	};
}
