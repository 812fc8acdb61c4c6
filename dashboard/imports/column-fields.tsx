import type { ColumnMapping, DateFormat, ImportKind, Mapping, ValueType } from '../../core/import/index.ts';
import type { ImportPreview } from '../shapes/imports.ts';
import { Badge } from '../ui/card.tsx';
import { Select, Text } from '../ui/field.tsx';
import { formatValue } from '../ui/format.ts';
import { targetOf, targetsOf, toOf } from './column-target.ts';

const types: readonly (readonly [ValueType, string])[] = [
	['text', 'Text'],
	['number', 'Number'],
	['boolean', 'Yes or no'],
	['date', 'Date'],
	['list', 'List'],
	['any', 'As it is'],
];

const formats: readonly (readonly [DateFormat, string])[] = [
	['iso', '2026-11-24 09:30'],
	['dmy', 'Day.Month.Year'],
	['mdy', 'Month/Day/Year'],
	['ymd', 'Year, month, day'],
	['excel', 'Excel’s number'],
	['unix', 'Seconds since 1970'],
	['unix-ms', 'Milliseconds since 1970'],
];

/** A line for each column: its name and some values, and what it becomes. */
export function ColumnFields(props: {
	kind: ImportKind;
	mapping: Mapping;
	preview: ImportPreview;
	onChange: (columns: readonly ColumnMapping[]) => void;
}) {
	const { mapping, preview } = props;
	const change = (column: ColumnMapping) =>
		props.onChange(mapping.columns.map((old) => (old.column === column.column ? column : old)));
	return (
		<ul class="columns">
			{mapping.columns.map((column) => (
				<li key={column.column} class="column">
					<div class="column-name">
						<span class="mono wrap-anywhere">{column.column}</span>
						<span class="faint small truncate">{samplesOf(preview, column.column)}</span>
						{preview.doubtful.includes(column.column) && (
							<Badge tone="warn">day and month could be the other way round</Badge>
						)}
					</div>
					<Target kind={props.kind} column={column} onChange={change} />
					{takesType(column) && <Type column={column} onChange={change} />}
				</li>
			))}
		</ul>
	);
}

interface FieldsOf {
	readonly column: ColumnMapping;
	readonly onChange: (column: ColumnMapping) => void;
}

function Target({ kind, column, onChange }: FieldsOf & { kind: ImportKind }) {
	const { target, key } = targetOf(column.to);
	return (
		<div class="column-to">
			<Select
				label={`What ${column.column} becomes`}
				value={target}
				onChange={(next) => {
					const to = toOf(kind, next, key || column.column);
					onChange(next === 'timestamp' ? { ...column, to, type: 'date' } : { ...column, to });
				}}
				options={targetsOf(kind)}
			/>
			{(target === 'key' || target === 'accountKey') && (
				<Text
					label={`Key of ${column.column}`}
					mono
					value={key}
					onChange={(next) => onChange({ ...column, to: toOf(kind, target, next) })}
				/>
			)}
		</div>
	);
}

function Type({ column, onChange }: FieldsOf) {
	return (
		<div class="column-type">
			{column.to !== 'timestamp' && (
				<Select
					label={`Type of ${column.column}`}
					value={column.type}
					onChange={(type) => onChange({ ...column, type })}
					options={types}
				/>
			)}
			{column.type === 'date' && (
				<Select
					label={`How dates of ${column.column} are written`}
					value={column.format ?? 'iso'}
					onChange={(format) => onChange({ ...column, format })}
					options={formats}
				/>
			)}
			{column.type === 'list' && (
				<Text
					label={`Between items of ${column.column}`}
					value={column.separator ?? ','}
					onChange={(separator) => separator !== '' && onChange({ ...column, separator })}
				/>
			)}
		</div>
	);
}

/** Ids, names and addresses are text. */
function takesType({ to }: ColumnMapping): boolean {
	const { target } = targetOf(to);
	return target === 'timestamp' || target === 'key' || target === 'accountKey';
}

function samplesOf({ rows }: ImportPreview, column: string): string {
	const values = rows.map(({ cells }) => cells[column]).filter((cell) => cell !== undefined && cell !== '');
	return [...new Set(values.map(formatValue))].slice(0, 3).join(' · ');
}
