import type { Experience } from '../../core/release/types.ts';
import { ConditionBuilder } from '../condition-builder/condition-builder.tsx';
import { pagePaths } from '../condition-builder/known-paths.ts';
import { Card } from '../ui/card.tsx';
import { Area, Field, Segmented, Select, Text } from '../ui/field.tsx';
import { fromLocalInput, toLocalInput } from './local-time.ts';

interface Props {
	readonly value: Omit<Experience, 'id'>;
	readonly change: (part: Partial<Experience>) => void;
	readonly problem: (key: string) => (broken: boolean) => void;
	readonly segmentName: (id: string) => string;
}

/** What it is called, how it chooses, and whether it runs at all. */
export function Basics({ value, change }: Pick<Props, 'value' | 'change'>) {
	const says = {
		draft: 'Saved, but never part of a release.',
		live: 'Visitors see it with the next release.',
		paused: 'The next release leaves it out; nothing is lost.',
	} as const;
	return (
		<Card title="Experience">
			<div class="stack">
				<Field label="Name">
					<Text value={value.name} onChange={(name) => change({ name })} placeholder="Welcome back on the home page" />
				</Field>
				<Field
					label="Kind"
					hint={
						value.kind === 'experiment'
							? 'Visitors are split among the variants.'
							: 'The first variant that fits is shown.'
					}
				>
					<Select
						value={value.kind}
						onChange={(kind) => change({ kind })}
						options={[
							['personalization', 'Personalization'],
							['experiment', 'Experiment'],
						]}
					/>
				</Field>
				<Segmented
					label="Status"
					value={value.status}
					onChange={(status) => change({ status })}
					options={[
						['draft', 'Draft'],
						['live', 'Live'],
						['paused', 'Paused'],
					]}
				/>
				<p class="soft small">{says[value.status]}</p>
			</div>
		</Card>
	);
}

/** On which pages, for whom, and when. */
export function Targeting({ value, change, problem, segmentName }: Props) {
	return (
		<Card title="Where, who and when">
			<div class="stack loose">
				<Field label="Pages" hint="One path a line, * for anything: /products/*. Empty means every page.">
					<Area
						code
						rows={3}
						value={value.pages.include.join('\n')}
						onChange={(text) => change({ pages: { ...value.pages, include: lines(text) } })}
					/>
				</Field>
				<Field label="But not on">
					<Area
						code
						rows={2}
						value={value.pages.exclude.join('\n')}
						onChange={(text) => change({ pages: { ...value.pages, exclude: lines(text) } })}
					/>
				</Field>
				<ConditionBuilder
					label="Audience"
					value={value.audience}
					onChange={(audience) => change({ audience })}
					onProblem={problem('audience')}
					optional="Everyone"
					segmentName={segmentName}
					also={pagePaths}
					rows={5}
				/>
				<div class="edit-grid">
					<Field label="From">
						<Text
							type="datetime-local"
							value={toLocalInput(value.schedule.from)}
							onChange={(text) => change({ schedule: { ...value.schedule, from: fromLocalInput(text) } })}
						/>
					</Field>
					<Field label="Until">
						<Text
							type="datetime-local"
							value={toLocalInput(value.schedule.until)}
							onChange={(text) => change({ schedule: { ...value.schedule, until: fromLocalInput(text) } })}
						/>
					</Field>
				</div>
				<div class="edit-grid">
					<Field label="Priority" hint="Lower decides first.">
						<Text
							type="number"
							value={String(value.priority)}
							onChange={(text) => change({ priority: Math.round(Number(text) || 0) })}
						/>
					</Field>
					{value.kind === 'experiment' && (
						<Field label="Takes part, %" hint="Of the audience.">
							<Text
								type="number"
								value={String(Math.round(value.coverage * 100))}
								onChange={(text) => change({ coverage: Math.min(1, Math.max(0, Number(text) / 100 || 0)) })}
							/>
						</Field>
					)}
				</div>
			</div>
		</Card>
	);
}

/** Line by line; an empty box is an empty list. Blank lines stay while typing and are dropped when saving. */
function lines(text: string): string[] {
	return text === '' ? [] : text.split('\n');
}
