import { useEffect, useMemo } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { Experience as CoreExperience } from '../../core/release/types.ts';
import { api } from '../api.ts';
import { forgetUnsaved } from '../layout/guard.ts';
import { Page } from '../layout/page.tsx';
import { site } from '../layout/session.ts';
import type { Experience } from '../shapes/experiences.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { confirm } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { SaveActions } from '../ui/save-bar.tsx';
import { Await } from '../ui/states.tsx';
import { attempt } from '../ui/toast.tsx';
import { type Draft, useDraft } from '../ui/use-draft.ts';
import { type Loaded, useLoad } from '../ui/use-load.ts';
import './experiences.css';
import { Basics } from './basics.tsx';
import { newExperience, newVariant } from './new-parts.ts';
import { firstPage } from './preview-link.tsx';
import { Publish } from './publish.tsx';
import { TakingPart } from './taking-part.tsx';
import { Targeting } from './targeting.tsx';
import { tidyExperience } from './tidy.ts';
import { usePublishing } from './use-publishing.ts';
import { VariantCard } from './variant-card.tsx';
import { Verdicts } from './verdicts.tsx';
import { Weights } from './weights.tsx';

const parent = { path: '/experiences', title: 'Experiences' };

/** An experience: what it shows, where, to whom. `new` opens a draft. */
export default function ExperienceScreen() {
	const id = useRoute().params.id ?? 'new';
	const current = site.value;
	if (id !== 'new') return <Existing key={id} id={id} />;
	return current && <New key={current.id} siteId={current.id} />;
}

function Existing({ id }: { id: string }) {
	const loaded = useLoad(`experience:${id}`, (signal) => api.experience(id, signal));
	if (loaded.data) return <Edit saved={loaded.data} loaded={loaded} />;
	return (
		<Page title="Experience" parent={parent}>
			<Await of={loaded}>{() => null}</Await>
		</Page>
	);
}

function New({ siteId }: { siteId: string }) {
	const { route } = useLocation();
	const draft = useDraft(useMemo(() => newExperience(siteId), [siteId]));
	async function create() {
		return attempt(async () => {
			const created = await api.createExperience(siteId, tidyExperience(draft.value));
			forgetUnsaved();
			route(`/experiences/${encodeURIComponent(created.id)}`, true);
		}, 'Experience created');
	}
	return (
		<Page
			title="New experience"
			parent={parent}
			actions={<SaveActions draft={draft} fresh save={create} verb="Create" />}
		>
			<Form id={null} value={draft.value} change={draft.change} problem={draft.problem} />
		</Page>
	);
}

function Edit({ saved, loaded }: { saved: Experience; loaded: Loaded<Experience> }) {
	const { route } = useLocation();
	const draft = useDraft(saved);
	const publishing = usePublishing(saved.siteId);
	useScrollToHash();
	async function save() {
		return attempt(async () => {
			loaded.set(await api.saveExperience(tidyExperience(draft.value)));
			publishing.reload();
		}, 'Draft saved');
	}
	async function remove() {
		const yes = await confirm({
			title: `Delete “${saved.name}”?`,
			body: 'Visitors keep seeing it until the next release is published.',
			action: 'Delete experience',
			danger: true,
		});
		if (!yes || !(await attempt(() => api.deleteExperience(saved.id), 'Experience deleted'))) return;
		forgetUnsaved();
		route('/experiences');
	}
	return (
		<Page
			title={draft.value.name || 'Experience'}
			parent={parent}
			actions={
				<>
					<ButtonLink icon="results" href={`/experiences/${encodeURIComponent(saved.id)}/results`}>
						Results
					</ButtonLink>
					<Button kind="quiet" danger icon="trash" onClick={remove}>
						Delete
					</Button>
					<SaveActions draft={draft} fresh={false} save={save} verb="Save draft" />
				</>
			}
		>
			<div class="stack loose">
				<Publish
					siteId={saved.siteId}
					publishing={publishing}
					blocked={draft.dirty ? 'Save the draft first' : undefined}
				/>
				<Form key={draft.turn} id={saved.id} value={draft.value} change={draft.change} problem={draft.problem} />
				<Verdicts
					experienceId={saved.id}
					variants={draft.value.variants}
					blocked={draft.dirty ? 'Save the draft first' : undefined}
				/>
			</div>
		</Page>
	);
}

type Body = Omit<CoreExperience, 'id'>;

interface FormProps extends Pick<Draft<Body>, 'problem'> {
	/** Null for one that is not saved yet. */
	readonly id: string | null;
	readonly value: Body;
	readonly change: (part: Partial<Body>) => void;
}

function Form({ id, value, change, problem }: FormProps) {
	const others = useLoad(`experiences:${value.siteId}`, (signal) => api.experiences(value.siteId, signal));
	const segments = useLoad('segments', api.segments);
	const segmentName = (id: string) => segments.data?.items.find((segment) => segment.id === id)?.name ?? id;
	const { variants } = value;
	const setVariants = (next: Body['variants']) => change({ variants: next });
	return (
		<div class="two-columns roomy">
			<div>
				{variants.map((variant) => (
					<VariantCard
						key={variant.id}
						kind={value.kind}
						variant={variant}
						onChange={(next) => setVariants(variants.map((old) => (old.id === variant.id ? next : old)))}
						onRemove={variants.length > 1 ? () => setVariants(variants.filter(({ id }) => id !== variant.id)) : null}
						problem={problem}
						segmentName={segmentName}
						preview={
							id === null ? null : { siteId: value.siteId, experienceId: id, page: firstPage(value.pages.include[0]) }
						}
					/>
				))}
				{value.kind === 'experiment' && <Weights variants={variants} onChange={setVariants} />}
				<div>
					<Button
						icon="plus"
						onClick={() => setVariants([...variants, newVariant(`Variant ${letter(variants.length)}`)])}
					>
						Add variant
					</Button>
				</div>
			</div>
			<div>
				<Basics value={value} change={change} />
				<Targeting value={value} change={change} problem={problem} segmentName={segmentName} />
				<TakingPart value={value} id={id} change={change} others={others.data?.items ?? []} />
				<EditOnPage />
			</div>
		</div>
	);
}

function EditOnPage() {
	return (
		<Card title="Edit on the live page">
			<div class="row">
				<Icon name="info" />
				<p class="soft small">
					Open your site with the Edgewise browser extension, pick this experience and click on a text to change it.
					What you save there appears here as a draft; nothing is public before you publish.
				</p>
			</div>
		</Card>
	);
}

/** Brings the edit or variant that a publish problem linked to into view. */
function useScrollToHash() {
	const { url } = useLocation();
	useEffect(() => {
		const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
		target?.scrollIntoView({ block: 'center' });
		target?.focus({ preventScroll: true });
	}, [url]);
}

function letter(index: number): string {
	return String.fromCharCode(65 + (index % 26));
}
