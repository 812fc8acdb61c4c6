import { useSignal } from '@preact/signals';
import { askFromPanel } from '../ask.ts';
import { attempt, type Panel } from '../content/panel.ts';
import { mintEditId } from '../content/target.ts';
import { Icon } from '../ui/icon.tsx';
import { previewVariant } from './preview-variant.ts';
import { SegmentField } from './switch-variant.tsx';

/*
A new experience for this page, as a draft, for a segment or everyone; its first variant opens at once.
By hand: "New experience", a name, a segment, "Create": the page reloads as the origin sends it, ready to be edited.
*/

export function CreateExperience({ panel }: { panel: Panel }) {
	const open = useSignal(false);
	const toggle = () => {
		open.value = !open.value;
	};
	const submit = (event: SubmitEvent) => {
		event.preventDefault();
		if (!(event.currentTarget instanceof HTMLFormElement)) return;
		const form = new FormData(event.currentTarget);
		attempt(panel, async () => {
			const variantId = mintEditId().replace('edit', 'variant');
			const created = await askFromPanel('create-experience', {
				name: String(form.get('name')),
				path: String(form.get('path')),
				segmentId: String(form.get('segment') ?? '') || null,
				variantId,
			});
			panel.experiences.value = [...panel.experiences.value, created];
			await previewVariant(panel, created.id, created.variants[0]?.id ?? variantId);
		});
	};
	if (!open.value) {
		return (
			<button type="button" disabled={panel.busy.value} onClick={toggle}>
				<Icon name="plus" /> New experience
			</button>
		);
	}
	return (
		<form class="stack card" onSubmit={submit}>
			<h3>New experience</h3>
			<label>
				Name
				<input name="name" required maxLength={200} autocomplete="off" />
			</label>
			<label>
				Pages
				<input name="path" required pattern="/.*" value={location.pathname} spellcheck={false} autocomplete="off" />
			</label>
			<SegmentField panel={panel} />
			<div class="row">
				<button type="submit" class="primary grow" disabled={panel.busy.value}>
					Create
				</button>
				<button type="button" onClick={toggle}>
					Cancel
				</button>
			</div>
		</form>
	);
}
