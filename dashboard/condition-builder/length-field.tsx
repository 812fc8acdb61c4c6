import { Choice } from './choice.tsx';

const fixedUnits = [
	['m', 'minutes'],
	['h', 'hours'],
	['d', 'days'],
	['w', 'weeks'],
	['s', 'seconds'],
] as const;
const calendarUnits = [
	['d', 'days'],
	['w', 'weeks'],
	['mo', 'months'],
	['q', 'quarters'],
	['y', 'years'],
] as const;

const unitsOf = { fixed: fixedUnits, calendar: calendarUnits, days: calendarUnits.slice(0, 2) };

/** A length of time: how many of which unit. What is no length is shown as it is, and can be typed over. */
export function LengthField(props: {
	label: string;
	value: unknown;
	onChange: (length: string) => void;
	units?: 'fixed' | 'calendar' | 'days';
}) {
	const text = typeof props.value === 'string' ? props.value : String(JSON.stringify(props.value) ?? '');
	const [, amount = text, written = ''] = /^(.*?)(s|m|h|d|w|mo|q|y)$/.exec(text) ?? [];
	const units: readonly (readonly [string, string])[] = unitsOf[props.units ?? 'fixed'];
	const unit = written || 'd';
	const options = units.some(([one]) => one === unit) ? units : [...units, [unit, calendarName(unit)] as const];
	return (
		<span class="length">
			<input
				class="input fit"
				type="text"
				inputMode="numeric"
				style={{ '--width': `${Math.max(4, amount.length + 2)}ch` }}
				aria-label={props.label}
				value={amount}
				onInput={(event) => props.onChange(`${event.currentTarget.value.trim()}${unit}`)}
			/>
			<Choice
				label={`${props.label}: unit`}
				value={unit}
				options={options}
				onChange={(next) => props.onChange(`${amount}${next}`)}
			/>
		</span>
	);
}

function calendarName(unit: string): string {
	return [...calendarUnits, ...fixedUnits].find(([one]) => one === unit)?.[1] ?? unit;
}
