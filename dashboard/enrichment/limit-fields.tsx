import type { EnrichmentDraft } from '../shapes/enrichment.ts';
import { Field, Select } from '../ui/field.tsx';
import { Numeric } from '../ui/numeric.tsx';

const cacheTimes = [
	['0', 'not at all'],
	['3600', 'an hour'],
	['86400', 'a day'],
	['604800', 'a week'],
	['2592000', '30 days'],
	['31536000', 'a year'],
] as const;

/** How long an answer holds, how long one is waited for, and how often it is asked. */
export function LimitFields({
	value,
	change,
}: {
	value: EnrichmentDraft;
	change: (part: Partial<EnrichmentDraft>) => void;
}) {
	const { cacheSeconds, timeoutMs, callsPerMinute } = value;
	const known = cacheTimes.some(([seconds]) => Number(seconds) === cacheSeconds);
	const times: readonly (readonly [string, string])[] = known
		? cacheTimes
		: [...cacheTimes, [String(cacheSeconds), `${cacheSeconds} seconds`]];
	return (
		<div class="limits">
			<Field label="An answer holds" hint="For everyone of whom the same is sent.">
				<Select
					value={String(cacheSeconds)}
					options={times}
					onChange={(next) => change({ cacheSeconds: Number(next) })}
				/>
			</Field>
			<Field label="Time-out, seconds" hint="10 at most.">
				<Numeric
					value={timeoutMs / 1000}
					empty={0}
					onChange={(seconds) => change({ timeoutMs: Math.round((seconds ?? 0) * 1000) })}
				/>
			</Field>
			<Field label="Calls a minute" hint="For all people together.">
				<Numeric
					value={callsPerMinute}
					empty={0}
					onChange={(calls) => change({ callsPerMinute: Math.round(calls ?? 0) })}
				/>
			</Field>
		</div>
	);
}
