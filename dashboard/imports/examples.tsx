import type { ImportExample } from '../shapes/imports.ts';
import { plural } from '../ui/format.ts';

/** A few people whom an import changes, before and after. */
export function Examples({ examples }: { examples: readonly ImportExample[] }) {
	return (
		<div class="stack">
			<h3>For example</h3>
			<ul class="stack">
				{examples.map((example) => (
					<li key={example.who} class="example">
						<div class="row apart">
							<Who of={example} />
							<span class="faint small">line {example.line}</span>
						</div>
						{example.events > 0 && <p class="soft small">{plural(example.events, 'more event')}</p>}
						<dl class="facts">
							{example.changes.map(({ trait, before, after }) => [
								<dt key={trait} class="mono">
									{trait}
								</dt>,
								<dd key={`${trait} value`} class="wrap-anywhere">
									<span class="faint">{before === null ? 'nothing' : short(before)}</span> → {short(after)}
								</dd>,
							])}
						</dl>
					</li>
				))}
			</ul>
		</div>
	);
}

function Who({ of: { who, profileId } }: { of: ImportExample }) {
	if (profileId === null) return <strong class="wrap-anywhere">{who}</strong>;
	return (
		<a class="wrap-anywhere" href={`/profiles/${encodeURIComponent(profileId)}`}>
			{who}
		</a>
	);
}

function short(json: string): string {
	return json.length > 120 ? `${json.slice(0, 120)}…` : json;
}
