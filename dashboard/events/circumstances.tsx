import type { TimelineEvent } from '../shapes/profiles.ts';
import { Badge } from '../ui/card.tsx';
import { Icon } from '../ui/icon.tsx';
import { JsonView } from '../ui/json-view.tsx';
import { PageLink } from '../ui/text.tsx';
import './events.css';
import { readCircumstances } from './read-circumstances.ts';

/** An event whole: what breaks the plan, under what circumstances it happened, with what consent, and all of it as inert JSON. */
export function EventDetails({ event }: { event: TimelineEvent }) {
	const { facts, pageUrl, consent, violations } = readCircumstances(event);
	return (
		<div class="event-details">
			{violations.length > 0 && (
				<ul class="violations" aria-label="Breaks the tracking plan">
					{violations.map(({ path, rule, message }) => (
						<li key={`${path} ${rule}`}>
							<Icon name="warning" size={15} />
							<span class="wrap-anywhere">
								<code>{path}</code> {message} <span class="faint">({rule})</span>
							</span>
						</li>
					))}
				</ul>
			)}
			<dl class="facts">
				{pageUrl !== null && (
					<>
						<dt>Page</dt>
						<dd>
							<PageLink url={pageUrl} />
						</dd>
					</>
				)}
				{facts.flatMap(([label, text]) => [<dt key={label}>{label}</dt>, <dd key={`${label} text`}>{text}</dd>])}
				<dt>Consent</dt>
				<dd class="row wrap">
					{consent === null ? (
						<span class="faint">The event said nothing of it.</span>
					) : (
						consent.map(([purpose, granted]) => (
							<Badge key={purpose} tone={granted ? 'good' : 'bad'}>
								{purpose}: {granted ? 'yes' : 'no'}
							</Badge>
						))
					)}
				</dd>
			</dl>
			<JsonView value={{ properties: event.properties, traits: event.traits ?? undefined, context: event.context }} />
		</div>
	);
}

/** Says in a line that an event breaks the plan, and how often. */
export function ViolationBadge({ count }: { count: number }) {
	if (count === 0) return null;
	return <Badge tone="warn">{count === 1 ? 'Breaks the plan' : `Breaks the plan ${count}×`}</Badge>;
}
