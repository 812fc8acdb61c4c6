import { useState } from 'preact/hooks';
import type { FileFormat, Mapping } from '../../core/import/index.ts';
import { api } from '../api.ts';
import type { Import, ImportSettings } from '../shapes/imports.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field, Select, Text } from '../ui/field.tsx';
import { Failure, Skeleton } from '../ui/states.tsx';
import { attempt } from '../ui/toast.tsx';
import { ColumnFields } from './column-fields.tsx';
import { FormatFields } from './format-fields.tsx';
import { Foreseen } from './outcome.tsx';
import { PreviewRows } from './preview-rows.tsx';
import { usePreview } from './use-preview.ts';

/** What a file's columns become: proposed, to be mended, with its first rows as they would be. */
export function MappingForm({ row, onChange }: { row: Import; onChange: (row: Import) => void }) {
	const [chosen, setChosen] = useState<Partial<ImportSettings>>(() => settingsOf(row));
	const preview = usePreview(row.id, chosen);
	const shown = preview.data;
	const broken = preview.error && (
		<Card>
			<Failure error={preview.error} retry={preview.reload} />
		</Card>
	);
	if (!shown) return broken ?? <Skeleton lines={8} />;
	const settings = { format: chosen.format ?? shown.format, mapping: chosen.mapping ?? shown.mapping };
	// A dry run tells of the settings that it was made with.
	const isForeseen = row.foreseen !== null && JSON.stringify(chosen) === JSON.stringify(settingsOf(row));
	// Another form of the file has other columns, so they are proposed anew.
	const reform = (format: FileFormat) => setChosen({ format });
	const remap = (part: Partial<Mapping>) => setChosen({ ...settings, mapping: { ...settings.mapping, ...part } });
	return (
		<>
			{row.foreseen && isForeseen && <Foreseen row={row} totals={row.foreseen} />}
			<Card title="How the file is written">
				<FormatFields format={settings.format} onChange={reform} />
			</Card>
			{broken}
			<Card title="What its columns become">
				<div class="stack loose">
					<General kind={row.kind} mapping={settings.mapping} onChange={remap} />
					<ColumnFields
						kind={row.kind}
						mapping={settings.mapping}
						preview={shown}
						onChange={(columns) => remap({ columns })}
					/>
				</div>
			</Card>
			<Card title="What the first rows become" flush>
				<PreviewRows rows={shown.rows} />
			</Card>
			<Begin row={row} settings={settings} isForeseen={isForeseen} onChange={onChange} />
		</>
	);
}

/** What was chosen when it was read the last time. */
function settingsOf({ format, mapping }: Import): Partial<ImportSettings> {
	return { ...(format && { format }), ...(mapping && { mapping }) };
}

function General(props: { kind: Import['kind']; mapping: Mapping; onChange: (part: Partial<Mapping>) => void }) {
	const { mapping, onChange } = props;
	const named = mapping.columns.some(({ to }) => to === 'event');
	return (
		<div class="field-row">
			{props.kind === 'events' && !named && (
				<Field label="Event" hint="What every row tells of.">
					<Text value={mapping.event ?? ''} onChange={(event) => onChange({ event })} placeholder="Order Completed" />
				</Field>
			)}
			<Field label="Time zone" hint="Of dates that name none.">
				<Text value={mapping.timeZone} onChange={(timeZone) => onChange({ timeZone })} placeholder="Europe/Berlin" />
			</Field>
			<Field label="Decimal sign">
				<Select
					value={mapping.decimal}
					onChange={(decimal) => onChange({ decimal })}
					options={[
						['.', '1,234.50'],
						[',', '1.234,50'],
					]}
				/>
			</Field>
		</div>
	);
}

/** A dry run first, or at once. */
function Begin(props: {
	row: Import;
	settings: ImportSettings;
	/** A dry run was made with these settings. */
	isForeseen: boolean;
	onChange: (row: Import) => void;
}) {
	const { row, settings, isForeseen, onChange } = props;
	const begin = (how: 'rehearse' | 'start') => () =>
		attempt(async () => onChange(await api.readImport(row.id, how, settings)));
	return (
		<div class="row">
			<Button kind={isForeseen ? 'plain' : 'primary'} onClick={begin('rehearse')}>
				Dry run
			</Button>
			<Button kind={isForeseen ? 'primary' : 'plain'} onClick={begin('start')}>
				Import
			</Button>
			<span class="soft small">A dry run reads the whole file and changes nothing.</span>
		</div>
	);
}
