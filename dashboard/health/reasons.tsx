import { useState } from 'preact/hooks';
import type { HealthReason } from '../shapes/health.ts';
import { Badge, Card, type Tone } from '../ui/card.tsx';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { JsonView } from '../ui/json-view.tsx';
import { Ago } from '../ui/text.tsx';
import { explainReason } from './explain-reason.ts';

const tones: Readonly<Record<string, Tone>> = {
	refused: 'bad',
	violation: 'warn',
	bot: 'plain',
	delayed: 'info',
	late: 'info',
	clock: 'info',
};
const words: Readonly<Record<string, string>> = { violation: 'plan', bot: 'robot' };

/** Why events were not simply kept: how often, when last, how to mend it, and how the last one looked. */
export function Reasons({ reasons }: { reasons: readonly HealthReason[] }) {
	return (
		<Card title="Reasons" flush>
			<ul class="reasons" aria-label="Reasons, most frequent first">
				{reasons.map((reason) => (
					<Reason key={[reason.kind, reason.code, reason.event, reason.path].join('\n')} reason={reason} />
				))}
			</ul>
		</Card>
	);
}

function Reason({ reason }: { reason: HealthReason }) {
	const [open, setOpen] = useState(false);
	const { title, mend, path } = explainReason(reason);
	return (
		<li class="reason">
			<button type="button" class="reason-face" aria-expanded={open} onClick={() => setOpen(!open)}>
				<Badge tone={tones[reason.kind] ?? 'plain'}>{words[reason.kind] ?? reason.kind}</Badge>
				<span class="reason-what">
					<span class="name wrap-anywhere">
						{title}
						{reason.event !== '' && <span class="soft"> · {reason.event}</span>}
					</span>
					<span class="faint small wrap-anywhere">
						{reason.path !== '' && <code>{reason.path}</code>} {reason.message}
					</span>
				</span>
				<span class="reason-count">
					<strong class="numeric">{formatCount(reason.count)}</strong>
					<span class="faint small">
						<Ago at={reason.lastAt} />
					</span>
				</span>
				<Icon name={open ? 'down' : 'chevron'} size={14} />
			</button>
			{open && (
				<div class="reason-more">
					<p>
						{mend} {path !== undefined && <a href={path}>Go there</a>}
					</p>
					{reason.sample ? (
						<>
							<p class="faint small">
								How the last one looked; letters and digits that people may have entered are masked.
							</p>
							<JsonView value={reason.sample} />
						</>
					) : (
						<p class="faint small">There is no sample of it.</p>
					)}
				</div>
			)}
		</li>
	);
}
