import { Choice } from './choice.tsx';
import { useBuilding } from './context.ts';
import { DateField, today } from './date-field.tsx';
import { defined, type Fields } from './fields.ts';
import { LengthField } from './length-field.tsx';
import { asOptions, fixedLength, type Options, pastPeriods } from './periods.ts';
import { ZoneField } from './zone-field.tsx';

/** When something happened: `within`, `calendar`, `since`, `until` and `timeZone` beside an event. */
export function WindowFields({ json, onChange }: { json: Fields; onChange: (json: Fields) => void }) {
	const { enrollment } = useBuilding();
	const { within, calendar, since, until, timeZone, ...rest } = json;
	const window = { within, calendar, since, until, timeZone };
	const set = (part: Fields) => onChange(defined({ ...rest, ...window, ...part }));
	const fixed = since !== undefined || until !== undefined;
	const isPeriod = typeof within === 'string' && /^[a-z]/.test(within);
	const mode = isPeriod
		? within
		: within !== undefined
			? calendar === true
				? 'calendar'
				: 'last'
			: fixed
				? 'dates'
				: '';
	function choose(next: string) {
		// Dates beside a length of time stay beside another one.
		const dates = within === undefined ? { since: undefined, until: undefined } : {};
		const none = { within: undefined, calendar: undefined, ...dates };
		const length = typeof within === 'string' && !isPeriod ? within : '30d';
		if (next === '') set({ ...none, since: undefined, until: undefined, timeZone: undefined });
		else if (next === 'dates') set({ ...none, ...(!fixed && { since: today() }), timeZone });
		else if (next === 'last') set({ ...none, within: fixedLength(length), timeZone: undefined });
		else if (next === 'calendar') set({ ...none, within: length.replace(/[smh]$/, 'd'), calendar: true });
		else set({ ...none, within: next, ...(next === 'enrollment' && { timeZone: undefined }) });
	}
	const known: Options = [
		['', 'at any time'],
		['last', 'in the last'],
		['calendar', 'in the last, by the calendar,'],
		...asOptions(pastPeriods),
		['dates', 'between dates'],
		...(enrollment || mode === 'enrollment' ? [['enrollment', 'since entering the journey'] as const] : []),
	];
	const options = known.some(([one]) => one === mode) ? known : [...known, [mode, mode] as const];
	return (
		<>
			<Choice label="When" value={mode} options={options} onChange={choose} />
			{(mode === 'last' || mode === 'calendar') && (
				<LengthField
					label="How long"
					value={within}
					units={mode === 'calendar' ? 'calendar' : 'fixed'}
					onChange={(next) => set({ within: next })}
				/>
			)}
			{fixed && (
				<>
					<span class="word">from</span>
					<DateField
						label="From"
						value={since}
						onChange={(next) => set({ since: next || (until === undefined ? '' : undefined) })}
					/>
					<span class="word">before</span>
					<DateField label="Before" value={until} onChange={(next) => set({ until: next || undefined })} />
				</>
			)}
			{(timeZone !== undefined || mode === 'calendar' || fixed || (isPeriod && mode !== 'enrollment')) && (
				<ZoneField value={timeZone} onChange={(next) => set({ timeZone: next })} />
			)}
		</>
	);
}
