import { Choice } from './choice.tsx';
import { useBuilding } from './context.ts';
import { JsonBox } from './json-box.tsx';
import { LengthField } from './length-field.tsx';
import { isObject } from './read-words.ts';

type Fields = Readonly<Record<string, unknown>>;
type Options = readonly (readonly [string, string])[];

const pastPeriods = ['today', 'yesterday', ...['this', 'last'].flatMap(units)];
const allPeriods = [...pastPeriods, 'tomorrow', ...units('next')];

function units(turn: string): string[] {
	return ['week', 'month', 'quarter', 'year'].map((unit) => `${turn} ${unit}`);
}

function asOptions(periods: readonly string[]): Options {
	return periods.map((period) => [period, period] as const);
}

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
		const none = { within: undefined, calendar: undefined, since: undefined, until: undefined };
		const length = typeof within === 'string' && !isPeriod ? within : '30d';
		if (next === '') set({ ...none, timeZone: undefined });
		else if (next === 'dates') set({ ...none, since: today(), timeZone });
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
					calendar={mode === 'calendar'}
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

/** What `$within` and `$anniversary` ask of a date. What it does not know is shown as JSON. */
export function SpanField(props: { json: unknown; onChange: (json: unknown) => void }) {
	const { json, onChange } = props;
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
		if (picked === 'last' || picked === 'next') onChange({ [way]: fixedLength(length) });
		else if (by === 'calendar')
			onChange({ [way]: length.replace(/[smh]$/, 'd'), calendar: true, ...defined({ timeZone }) });
		else onChange(timeZone === undefined ? picked : { period: picked, timeZone });
	}
	const known: Options = [
		['last', 'the last'],
		['next', 'the next'],
		['last calendar', 'the last, by the calendar,'],
		['next calendar', 'the next, by the calendar,'],
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
					calendar={calendar === true}
					onChange={(text) => onChange({ ...fields, [turn]: text })}
				/>
			)}
			{(timeZone !== undefined || calendar === true || turn === 'period') && (
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

/** The operand of `$before` and `$after`: a date, now, or so long from now. */
export function MomentField({ value, onChange }: { value: unknown; onChange: (value: unknown) => void }) {
	const [, sign = '', length = ''] = typeof value === 'string' ? (/^now([+-])(.*)$/.exec(value) ?? []) : [];
	const mode = value === 'now' ? 'now' : sign === '-' ? 'ago' : sign === '+' ? 'ahead' : 'date';
	function choose(next: string) {
		if (next === 'now') onChange('now');
		else if (next === 'date') onChange(today());
		else onChange(`now${next === 'ago' ? '-' : '+'}${length || '7d'}`);
	}
	return (
		<>
			{sign !== '' && (
				<LengthField label="How long" value={length} onChange={(text) => onChange(`now${sign}${text}`)} />
			)}
			{mode === 'date' && <DateField label="Date" value={value} onChange={onChange} />}
			<Choice
				label="Counted from"
				value={mode}
				onChange={choose}
				options={[
					['date', 'on this date'],
					['now', 'now'],
					['ago', 'ago'],
					['ahead', 'from now'],
				]}
			/>
		</>
	);
}

/** A day is picked, anything more exact is typed. */
function DateField(props: { label: string; value: unknown; onChange: (value: string) => void }) {
	const { label, value } = props;
	const isDay = value === undefined || value === '' || (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value));
	const shared = {
		class: 'input fit',
		'aria-label': label,
		onInput: (event: { currentTarget: HTMLInputElement }) => props.onChange(event.currentTarget.value),
	};
	if (isDay) return <input type="date" {...shared} value={String(value ?? '')} />;
	return <input type="text" {...shared} value={typeof value === 'string' ? value : JSON.stringify(value)} />;
}

/** Whose calendar counts. */
function ZoneField({ value, onChange }: { value: unknown; onChange: (zone: string | undefined) => void }) {
	const named = typeof value === 'string' && value !== 'person' && value !== 'site' ? value : null;
	const zones = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : ['UTC'];
	const listed = named === null || zones.includes(named) ? zones : [named, ...zones];
	return (
		<Choice
			label="Whose calendar"
			value={typeof value === 'string' ? value : ''}
			onChange={(zone) => onChange(zone === '' ? undefined : zone)}
			groups={[
				[
					'Whose calendar',
					[
						['', 'where they live'],
						...(value === 'person' ? [['person', 'where they live'] as const] : []),
						['site', 'in the site’s time zone'],
					],
				],
				['In', listed.map((zone) => [zone, `in ${zone}`] as const)],
			]}
		/>
	);
}

function fixedLength(length: string): string {
	return /(s|m|h|d|w)$/.test(length) && !length.endsWith('mo') ? length : '30d';
}

function today(): string {
	return new Date().toISOString().slice(0, 10);
}

function defined(fields: Fields): Fields {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
