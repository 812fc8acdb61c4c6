import { Choice } from './choice.tsx';

/** Whose calendar counts. */
export function ZoneField({ value, onChange }: { value: unknown; onChange: (zone: string | undefined) => void }) {
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
