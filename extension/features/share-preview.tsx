import { useSignal } from '@preact/signals';
import { askFromPanel } from '../ask.ts';
import { visitorUrl } from '../content/page.ts';
import { attempt, type Panel } from '../content/panel.ts';
import { isUnsaved } from '../draft/change-draft.ts';

/*
A signed address that shows this variant on this page to whoever has it, for a day, and counts nothing.
By hand: open a variant, "Preview link": an address stands there, marked; open it in a private window: it shows the variant
as it was saved last. Change something: the address is gone, and the button asks to save first.
*/

export function SharePreview({ panel }: { panel: Panel }) {
	const made = useSignal<{ readonly for: string; readonly address: string } | null>(null);
	const draft = panel.draft.value;
	const variant = panel.variant.value;
	if (!draft || !variant) return null;
	const unsaved = isUnsaved(draft);
	const wanted = `${draft.base.id} ${variant.id} ${draft.base.updatedAt}`;
	const make = () =>
		attempt(panel, async () => {
			const asked = { url: visitorUrl(location.href), experienceId: draft.base.id, variantId: variant.id };
			made.value = { for: wanted, address: (await askFromPanel('preview-link', asked)).url };
		});
	return (
		<>
			<button
				type="button"
				disabled={unsaved || panel.busy.value}
				title={unsaved ? 'Save first: the link shows what is saved' : 'Shows this variant to others, for a day'}
				onClick={make}
			>
				Preview link
			</button>
			{made.value?.for === wanted && !unsaved && (
				<label>
					Shows “{variant.name}” for a day
					<input readOnly value={made.value.address} onFocus={(event) => event.currentTarget.select()} />
				</label>
			)}
		</>
	);
}
