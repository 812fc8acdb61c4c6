import type { Experience } from '../../core/release/types.ts';
import { site } from '../layout/session.ts';
import { Field, Select, Text } from '../ui/field.tsx';
import { zoneOptions } from '../ui/time-zones.ts';
import { fromLocalInput, toLocalInput } from './local-time.ts';

type Schedule = Experience['schedule'];

/** From when until when it runs, by the clocks of a place. */
export function ScheduleFields({ value, onChange }: { value: Schedule; onChange: (schedule: Schedule) => void }) {
	const siteZone = site.value?.timeZone ?? 'UTC';
	const zone = value.timeZone ?? siteZone;
	const set = (part: Partial<Schedule>) => onChange({ ...value, ...part });
	/** What stands there stays, by the other place's clocks. */
	function move(timeZone: string | null) {
		const read = (iso: string | null) => fromLocalInput(toLocalInput(iso, zone), timeZone ?? siteZone);
		onChange({ from: read(value.from), until: read(value.until), timeZone });
	}
	return (
		<div class="stack">
			<div class="edit-grid wide">
				<Field label="From">
					<Text
						type="datetime-local"
						value={toLocalInput(value.from, zone)}
						onChange={(text) => set({ from: fromLocalInput(text, zone) })}
					/>
				</Field>
				<Field label="Until">
					<Text
						type="datetime-local"
						value={toLocalInput(value.until, zone)}
						onChange={(text) => set({ until: fromLocalInput(text, zone) })}
					/>
				</Field>
			</div>
			<Field label="By the clocks of" hint="Where from and until are read, and the time of day in conditions.">
				<Select
					value={value.timeZone ?? ''}
					onChange={(picked) => move(picked === '' ? null : picked)}
					options={[['', `The site: ${siteZone.replaceAll('_', ' ')}`], ...zoneOptions(zone)]}
				/>
			</Field>
		</div>
	);
}
