import type { Delimiter, Encoding, FileFormat } from '../../core/import/index.ts';
import { Field, Select } from '../ui/field.tsx';

const encodings: readonly (readonly [Encoding, string])[] = [
	['utf-8', 'UTF-8'],
	['windows-1252', 'Windows-1252'],
	['utf-16le', 'UTF-16 (little end first)'],
	['utf-16be', 'UTF-16 (big end first)'],
];

const delimiters: readonly (readonly [Delimiter, string])[] = [
	[',', 'Comma'],
	[';', 'Semicolon'],
	['\t', 'Tab'],
	['|', 'Bar'],
	['spaces', 'Blanks'],
];

/** How a file is written, as it was found: to be corrected where that is wrong. */
export function FormatFields({ format, onChange }: { format: FileFormat; onChange: (format: FileFormat) => void }) {
	const change = (part: Partial<FileFormat>) => onChange({ ...format, ...part });
	return (
		<div class="field-row">
			<Field label="Form">
				<Select
					value={format.type}
					onChange={(type) => change({ type, header: type === 'csv' })}
					options={[
						['csv', 'CSV'],
						['ndjson', 'Lines of JSON'],
					]}
				/>
			</Field>
			<Field label="Encoding">
				<Select value={format.encoding} onChange={(encoding) => change({ encoding })} options={encodings} />
			</Field>
			{format.type === 'csv' && (
				<>
					<Field label="Between cells">
						<Select value={format.delimiter} onChange={(delimiter) => change({ delimiter })} options={delimiters} />
					</Field>
					<Field label="Quotes">
						<Select
							value={format.quote}
							onChange={(quote) => change({ quote })}
							options={[
								['"', '"double"'],
								["'", "'single'"],
							]}
						/>
					</Field>
					<Field label="First line">
						<Select
							value={format.header ? 'names' : 'row'}
							onChange={(first) => change({ header: first === 'names' })}
							options={[
								['names', 'Names the columns'],
								['row', 'Is a row'],
							]}
						/>
					</Field>
				</>
			)}
		</div>
	);
}
