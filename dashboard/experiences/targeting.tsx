import type { ConditionJson } from '../../core/condition/types.ts';
import { unseenCookie } from '../../core/release/index.ts';
import type { Experience } from '../../core/release/types.ts';
import { ConditionBuilder } from '../condition-builder/condition-builder.tsx';
import { pagePaths, visitPaths } from '../condition-builder/known-paths.ts';
import { sites } from '../layout/session.ts';
import { Card } from '../ui/card.tsx';
import { Area, Field } from '../ui/field.tsx';
import { Numeric } from '../ui/numeric.tsx';
import { ScheduleFields } from './schedule-fields.tsx';

interface Props {
	readonly value: Omit<Experience, 'id'>;
	readonly change: (part: Partial<Experience>) => void;
	readonly problem: (key: string) => (broken: boolean) => void;
	readonly segmentName: (id: string) => string;
}

/** On which pages, for whom, and when. */
export function Targeting({ value, change, problem, segmentName }: Props) {
	const { pages } = value;
	const hasCookies = seesCookies(value);
	const refused = (condition: ConditionJson | null) => (hasCookies || !condition ? null : unseenCookie(condition));
	return (
		<Card title="Where, who and when">
			<div class="stack loose">
				<Field label="Pages" hint="One path a line, * for anything: /products/*. Empty means every page.">
					<Area
						code
						rows={3}
						value={pages.include.join('\n')}
						onChange={(text) => change({ pages: { ...pages, include: lines(text) } })}
					/>
				</Field>
				<Field label="But not on">
					<Area
						code
						rows={2}
						value={pages.exclude.join('\n')}
						onChange={(text) => change({ pages: { ...pages, exclude: lines(text) } })}
					/>
				</Field>
				<ConditionBuilder
					label="Kind of visit"
					value={pages.condition ?? null}
					onChange={(condition) => change({ pages: { ...pages, condition } })}
					onProblem={problem('visit')}
					optional={`Any: device, referrer, campaign, ${hasCookies ? 'cookie, ' : ''}time of day`}
					segmentName={segmentName}
					also={hasCookies ? visitPaths : visitPaths.filter((path) => path !== 'cookie.')}
					refused={refused(pages.condition ?? null)}
					rows={4}
				/>
				<ConditionBuilder
					label="Audience"
					value={value.audience}
					onChange={(audience) => change({ audience })}
					onProblem={problem('audience')}
					optional="Everyone"
					segmentName={segmentName}
					also={pagePaths}
					refused={refused(value.audience)}
					rows={5}
				/>
				<ScheduleFields value={value.schedule} onChange={(schedule) => change({ schedule })} />
				<Field label="Priority" hint="Lower decides first: it wins where two experiences change the same thing.">
					<Numeric
						value={value.priority}
						empty={0}
						onChange={(priority) => change({ priority: Math.round(priority ?? 0) })}
					/>
				</Field>
			</div>
		</Card>
	);
}

/** Where only the tag is on the site's pages, what changes them is not told of their cookies. */
function seesCookies({ siteId, variants }: Props['value']): boolean {
	const own = sites.value.find(({ id }) => id === siteId);
	return !own || own.origin !== null || variants.every(({ edits }) => edits.length === 0);
}

/** Line by line; an empty box is an empty list. Blank lines stay while typing and are dropped when saving. */
function lines(text: string): string[] {
	return text === '' ? [] : text.split('\n');
}
