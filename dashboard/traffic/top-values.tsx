import type { Traffic } from '../shapes/traffic.ts';
import { Card } from '../ui/card.tsx';
import { formatCount } from '../ui/format.ts';
import { together } from './counted.ts';

type Value = Traffic['top']['pages'][number];

/** The most frequent values of one kind, with their share as a bar behind the name. */
export function TopValues(props: {
	title: string;
	values: readonly Value[];
	/** What stands there when there are none. */
	none: string;
	name?: (value: string) => string;
}) {
	const { title, values, none, name = (value) => value } = props;
	const most = Math.max(1, ...values.filter(({ value }) => value !== null).map(together));
	return (
		<Card title={title}>
			{values.length === 0 ? (
				<p class="faint">{none}</p>
			) : (
				<ol class="top-values">
					{values.map((row) => (
						<li key={row.value ?? ''} class={row.value === null ? 'faint' : ''}>
							{row.value !== null && <i style={{ width: `${(together(row) / most) * 100}%` }} />}
							<span class="truncate" title={row.value ?? undefined}>
								{row.value === null ? 'Everything else' : name(row.value)}
							</span>
							<span class="numeric" title={`${formatCount(row.cookieless)} of them without consent`}>
								{formatCount(together(row))}
							</span>
						</li>
					))}
				</ol>
			)}
		</Card>
	);
}
