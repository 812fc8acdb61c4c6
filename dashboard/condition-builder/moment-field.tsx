import { Choice } from './choice.tsx';
import { DateField, today } from './date-field.tsx';
import { LengthField } from './length-field.tsx';

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
