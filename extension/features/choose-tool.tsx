import { openForm, type Panel, type Tool } from '../content/panel.ts';
import { Icon } from '../ui/icon.tsx';
import { openPageForm } from './change-element.tsx';

/*
What clicks on the page do. Choosing the chosen tool again, or Escape, gives the page its clicks back. "Page" is about no element.
By hand: "Edit text", click a link: it is not followed; Escape, click it again: it is.
*/

const tools = [
	['text', 'Edit text'],
	['hide', 'Hide'],
	['change', 'Change'],
] as const satisfies readonly (readonly [NonNullable<Tool>, string])[];

const says: Record<NonNullable<Tool>, string> = {
	text: 'Click a text on the page and type. Enter keeps it, Escape takes it back.',
	hide: 'Click an element to hide it.',
	change: 'Click the element that you want to change.',
};

export function ChooseTool({ panel }: { panel: Panel }) {
	const tool = panel.tool.value;
	const isOfPage = panel.form.value?.about.selector === '';
	return (
		<div class="stack">
			<fieldset class="tools" aria-label="Tools">
				{tools.map(([kind, name]) => (
					<button
						type="button"
						key={kind}
						aria-pressed={tool === kind}
						disabled={!panel.original}
						onClick={() => {
							openForm(panel, null);
							panel.tool.value = tool === kind ? null : kind;
						}}
					>
						<Icon name={kind} /> {name}
					</button>
				))}
				<button
					type="button"
					aria-pressed={isOfPage}
					disabled={!panel.original}
					onClick={() => (isOfPage ? openForm(panel, null) : openPageForm(panel))}
				>
					<Icon name="page" /> Page
				</button>
			</fieldset>
			{tool && (
				<p class="soft" role="status">
					{says[tool]} By keyboard: arrows and Enter. Escape leaves.
				</p>
			)}
		</div>
	);
}
