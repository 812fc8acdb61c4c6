import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import type { Profile } from '../shapes/profiles.ts';
import { Button } from '../ui/button.tsx';
import { Badge, Card } from '../ui/card.tsx';
import { formatInstant, formatValue } from '../ui/format.ts';
import { Await } from '../ui/states.tsx';
import { useLoad } from '../ui/use-load.ts';

interface ComputedProps {
	readonly title: string;
	readonly computed: Profile['computed'];
	/** Whose they are, if a person's: where each comes from can be asked. */
	readonly profileId?: string;
}

/** What somebody's events amount to, or those of an account's members. */
export function ComputedFacts({ title, computed, profileId }: ComputedProps) {
	const [asked, setAsked] = useState('');
	const entries = Object.entries(computed).filter(([, value]) => value !== null);
	if (entries.length === 0) return null;
	return (
		<Card title={title}>
			<dl class="facts">
				{entries.map(([id, value]) => [
					<dt key={id}>
						<a class="mono" href={`/computed/${encodeURIComponent(id)}`}>
							{id}
						</a>
					</dt>,
					<dd key={`${id} value`} class="wrap-anywhere">
						<div class="row apart">
							{formatValue(value)}
							{profileId !== undefined && (
								<Button
									kind="quiet"
									small
									label={`Why ${id} is ${formatValue(value)}`}
									onClick={() => setAsked(asked === id ? '' : id)}
								>
									{asked === id ? 'Hide' : 'Why?'}
								</Button>
							)}
						</div>
						{profileId !== undefined && asked === id && <ComesFrom traitId={id} profileId={profileId} of={value} />}
					</dd>,
				])}
			</dl>
		</Card>
	);
}

function ComesFrom({ traitId, profileId, of }: { traitId: string; profileId: string; of: unknown }) {
	const loaded = useLoad(`computed:${profileId}:${traitId}:${JSON.stringify(of)}`, (signal) =>
		api.explainComputedTrait(traitId, profileId, signal),
	);
	return (
		<div class="why">
			<Await of={loaded}>
				{({ parts }) => (
					<ul class="stack tight small">
						{parts.map(({ says, points }, i) => (
							<li key={i} class="row apart">
								<span class="wrap-anywhere">{says}</span>
								{points !== null && <span class="numeric">{formatPoints(points)}</span>}
							</li>
						))}
					</ul>
				)}
			</Await>
		</div>
	);
}

function formatPoints(points: number): string {
	return `${points > 0 ? '+' : ''}${formatValue(points)}`;
}

/** What finds this profile: the ids of its devices, userId, e-mail, phone, and kinds of the workspace's own. */
export function Identities({ identities }: { identities: Profile['identities'] }) {
	return (
		<Card title="Identities">
			<dl class="facts">
				{identities.map(({ kind, value, verified }) => [
					<dt key={`${kind} ${value}`}>{kind}</dt>,
					<dd key={`${kind} ${value} value`} class="wrap-anywhere">
						<span class="mono">{value}</span> {!verified && <Badge tone="warn">only claimed</Badge>}
					</dd>,
				])}
			</dl>
		</Card>
	);
}

/** What the person allows, by purpose; unsaid purposes follow the site's default. */
export function Consent({ consent }: { consent: Profile['consent'] }) {
	const said = Object.entries(consent).flatMap(([purpose, choice]) => (choice ? [{ purpose, ...choice }] : []));
	return (
		<Card title="Consent">
			{said.length === 0 && <p class="soft">Nothing said yet, so the site's default holds.</p>}
			<ul class="stack">
				{said.map(({ purpose, granted, at, source, version }) => (
					<li key={purpose} class="row apart">
						<span class="wrap-anywhere">
							{purpose}
							<span class="faint small">
								{' '}
								{source}
								{version !== undefined && ` · to “${version}”`} · {formatInstant(at)}
							</span>
						</span>
						<Badge tone={granted ? 'good' : 'bad'}>{granted ? 'allowed' : 'refused'}</Badge>
					</li>
				))}
			</ul>
		</Card>
	);
}
