import { Choice } from './choice.tsx';
import { defined } from './fields.ts';
import { JsonBox } from './json-box.tsx';
import { LengthField } from './length-field.tsx';
import { allPeriods, asOptions, fixedLength, type Options } from './periods.ts';
import { isObject } from './read-words.ts';
import { ZoneField } from './zone-field.tsx';

const byTheCalendar: Options = [
	['last calendar', 'the last, by the calendar,'],
	['next calendar', 'the next, by the calendar,'],
];

/** What `$within` and `$anniversary` ask of a date. What it does not know is shown as JSON. */
export function SpanField(props: {
	json: unknown;
	onChange: (json: unknown) => void;
	/** It asks for whole days, and so for somebody's calendar. */
	days: boolean;
}) {
	const { json, onChange, days } = props;
	const fields = typeof json === 'string' ? { period: json } : isObject(json) ? json : null;
	const { last, next, period, calendar, timeZone, ...unknown } = fields ?? {};
	const turn = period !== undefined ? 'period' : last !== undefined ? 'last' : 'next';
	const said = [last, next, period].filter((one) => one !== undefined);
	if (
		!fields ||
		said.length !== 1 ||
		Object.keys(unknown).length > 0 ||
		(turn === 'period' && typeof period !== 'string')
	) {
		return <JsonBox label="Span" value={json} onChange={onChange} />;
	}
	const mode = turn === 'period' ? String(period) : calendar === true ? `${turn} calendar` : turn;
	const length = typeof (last ?? next) === 'string' ? String(last ?? next) : '30d';
	function choose(picked: string) {
		const [way = '', by] = picked.split(' ');
		if (picked === 'last' || picked === 'next')
			onChange({ [way]: fixedLength(length), ...(days && defined({ timeZone })) });
		else if (by === 'calendar')
			onChange({ [way]: length.replace(/[smh]$/, 'd'), calendar: true, ...defined({ timeZone }) });
		else onChange(timeZone === undefined ? picked : { period: picked, timeZone });
	}
	const known: Options = [
		['last', 'the last'],
		['next', 'the next'],
		...(days ? [] : byTheCalendar),
		...asOptions(allPeriods),
	];
	const options = known.some(([one]) => one === mode) ? known : [...known, [mode, mode] as const];
	return (
		<>
			<Choice label="Span" value={mode} options={options} onChange={choose} />
			{turn !== 'period' && (
				<LengthField
					label="How long"
					value={last ?? next}
					units={days ? 'days' : calendar === true ? 'calendar' : 'fixed'}
					onChange={(text) => onChange({ ...fields, [turn]: text })}
				/>
			)}
			{(timeZone !== undefined || calendar === true || days || turn === 'period') && (
				<ZoneField
					value={timeZone}
					onChange={(zone) =>
						onChange(zone === undefined && turn === 'period' ? period : defined({ ...fields, timeZone: zone }))
					}
				/>
			)}
		</>
	);
}
