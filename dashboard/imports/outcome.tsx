import { api } from '../api.ts';
import type { Import, ImportTotals } from '../shapes/imports.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatCount, plural } from '../ui/format.ts';
import { attempt } from '../ui/toast.tsx';
import { Examples } from './examples.tsx';
import { Meter } from './meter.tsx';
import { RefusedLines } from './refused-lines.tsx';

/** A run or a dry run on its way: how far it is, and what came of it so far. */
export function UnderWay({ row, onChange }: { row: Import; onChange: (row: Import) => void }) {
	const rehearsing = row.state === 'rehearsing';
	const { progress } = row;
	const cancel = () => attempt(async () => onChange(await api.cancelImport(row.id)));
	return (
		<Card title={rehearsing ? 'Dry run' : 'Importing'} actions={<Button onClick={cancel}>Cancel</Button>}>
			<div class="stack loose">
				<Meter label="Read" value={progress?.read ?? 0} of={row.bytes}>
					{progress
						? `Line ${formatCount(progress.line)}, ${Math.floor((100 * progress.read) / row.bytes)} %. `
						: 'About to begin. '}
					You may close this page: it goes on by itself.
				</Meter>
				{progress?.trouble && (
					<div class="notice warn" role="alert">
						<p>The last step failed and is tried again: {progress.trouble}</p>
					</div>
				)}
				{progress && <Counts kind={row.kind} totals={progress.totals} rehearsed={rehearsing} />}
			</div>
		</Card>
	);
}

/** What a dry run found: whom it would change, with a few examples. */
export function Foreseen({ row, totals }: { row: Import; totals: ImportTotals }) {
	return (
		<>
			<Card title="What this would change">
				<div class="stack loose">
					<Counts kind={row.kind} totals={totals} rehearsed />
					{totals.examples && totals.examples.length > 0 && <Examples examples={totals.examples} />}
				</div>
			</Card>
			{totals.refused > 0 && <RefusedLines row={row} count={totals.refused} />}
		</>
	);
}

/** What an import did. */
export function Done({ row }: { row: Import }) {
	return (
		<>
			<Card title="What was imported" actions={<SeeThem kind={row.kind} />}>
				{row.totals && <Counts kind={row.kind} totals={row.totals} rehearsed={false} />}
			</Card>
			{row.totals && row.totals.refused > 0 && <RefusedLines row={row} count={row.totals.refused} />}
		</>
	);
}

function SeeThem({ kind }: Pick<Import, 'kind'>) {
	if (kind === 'accounts') return <ButtonLink href="/accounts">See the companies</ButtonLink>;
	return <ButtonLink href="/profiles">See the people</ButtonLink>;
}

function Counts({ kind, totals, rehearsed }: { kind: Import['kind']; totals: ImportTotals; rehearsed: boolean }) {
	const who = kind === 'accounts' ? 'companies' : 'people';
	const { rows, fresh, duplicates, refused, people } = totals;
	const facts: (readonly [string, string])[] = [
		['Rows read', formatCount(rows)],
		...(people
			? ([
					[`New ${who}`, formatCount(people.new)],
					[`Changed ${who}`, formatCount(people.changed)],
					[`Unchanged ${who}`, formatCount(people.unchanged)],
				] as const)
			: []),
		[rehearsed ? 'Would be taken in' : 'Taken in', formatCount(fresh)],
		['There already', formatCount(duplicates)],
		['Refused', plural(refused, 'line')],
	];
	return (
		<dl class="facts">
			{facts.map(([name, value]) => [
				<dt key={name}>{name}</dt>,
				<dd key={`${name} value`} class="numeric">
					{value}
				</dd>,
			])}
		</dl>
	);
}
