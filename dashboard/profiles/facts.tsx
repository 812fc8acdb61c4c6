import type { Profile } from '../shapes/profiles.ts';
import { Badge, Card } from '../ui/card.tsx';
import { formatInstant, formatValue } from '../ui/format.ts';

/** What somebody's events amount to, or those of an account's members. */
export function ComputedFacts({ title, computed }: { title: string; computed: Profile['computed'] }) {
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
						{formatValue(value)}
					</dd>,
				])}
			</dl>
		</Card>
	);
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
