import type { SavedExperience, Verdict } from '../api/shapes.ts';
import { visitorHere } from '../content/page.ts';
import { draftOf, type Panel } from '../content/panel.ts';
import { isUnsaved } from '../draft/change-draft.ts';
import { Icon } from '../ui/icon.tsx';
import { previewVariant } from './preview-variant.ts';
import { statusNames } from './set-status.tsx';

/*
Which experiences act on this page for this visitor, and why, or why not.
By hand: open the panel on the demo shop's home page in a fresh browser: nothing acts, and each says why; load the page
a second time: "Welcome back" acts. "Every check" tells what was looked at on the way.
*/

export function ExplainPage({ panel }: { panel: Panel }) {
	const verdicts = new Map(panel.explanation.value.decisions.map((verdict) => [verdict.experienceId, verdict]));
	const acts = (experience: SavedExperience) => verdicts.get(experience.id)?.variantId != null;
	const experiences = [...panel.experiences.value].sort((a, b) => Number(acts(b)) - Number(acts(a)));
	const anonymousId = visitorHere();
	return (
		<section class="stack" aria-label="Experiences on this page">
			<div>
				<h2>Experiences on this page</h2>
				<p class="soft cut" title={anonymousId ?? undefined}>
					{anonymousId ? `For the visitor ${anonymousId}` : 'For a visitor without identifier'}
				</p>
			</div>
			{!experiences.length && (
				<p class="note soft">This site has no experience yet. Make the first one for this page.</p>
			)}
			<ul class="stack">
				{experiences.map((experience) => (
					<ExperienceItem
						key={experience.id}
						panel={panel}
						experience={experience}
						verdict={verdicts.get(experience.id)}
					/>
				))}
			</ul>
		</section>
	);
}

interface ItemProps {
	readonly panel: Panel;
	readonly experience: SavedExperience;
	readonly verdict: Verdict | undefined;
}

function ExperienceItem({ panel, experience, verdict }: ItemProps) {
	const draft = draftOf(experience.id, panel.drafts.value, panel.experiences.value);
	const acts = verdict?.variantId != null;
	return (
		<li class="card stack">
			<div class="row">
				<h3 class="grow cut">{experience.name}</h3>
				{draft && isUnsaved(draft) && <span class="chip warn">Unsaved</span>}
				<span class={experience.status === 'live' ? 'chip good' : 'chip'}>{statusNames[experience.status]}</span>
			</div>
			<p class={acts ? 'why acts' : 'why'}>
				<Icon name={acts ? 'yes' : 'no'} />
				<span>{verdict?.says ?? 'Not in the published release.'}</span>
			</p>
			{verdict && verdict.steps.length > 1 && (
				<details class="soft">
					<summary>Every check</summary>
					<ol class="stack">
						{verdict.steps.map(({ holds, says }) => (
							<li key={says} class={holds ? 'why acts' : 'why'}>
								<Icon name={holds ? 'yes' : 'no'} />
								<span>{says}</span>
							</li>
						))}
					</ol>
				</details>
			)}
			<ul class="variants" aria-label={`Variants of ${experience.name}`}>
				{draft?.history.present.variants.map((variant) => (
					<li key={variant.id}>
						<button
							type="button"
							aria-label={`Preview and edit ${variant.name}`}
							disabled={panel.busy.value}
							onClick={() => previewVariant(panel, experience.id, variant.id)}
						>
							<span class="grow">{variant.name}</span>
							{variant.id === verdict?.variantId && <span class="chip good">Shown now</span>}
							<Icon name="next" />
						</button>
					</li>
				))}
			</ul>
		</li>
	);
}
