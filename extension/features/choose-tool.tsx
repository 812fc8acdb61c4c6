import type { Panel, Tool } from '../content/panel.ts';
import { Icon } from '../ui/icon.tsx';

/*
What clicks on the page do. Choosing the chosen tool again, or Escape, gives the page its clicks back.
By hand: "Edit text", click a link: it is not followed; Escape, click it again: it is.
*/

const tools = [
	['text', 'Edit text'],
	['hide', 'Hide'],
	['change', 'More'],
] as const satisfies readonly (readonly [NonNullable<Tool>, string])[];

const says: Record<NonNullable<Tool>, string> = {
	text: 'Click a text on the page and type. Enter keeps it, Escape takes it back.',
	hide: 'Click an element to hide it.',
	change: 'Click the element that you want to change.',
};

export function ChooseTool({ panel }: { panel: Panel }) {
	const tool = panel.tool.value;
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
							panel.tool.value = tool === kind ? null : kind;
							panel.target.value = null;
						}}
					>
						<Icon name={kind === 'change' ? 'more' : kind} /> {name}
					</button>
				))}
			</fieldset>
			{tool && (
				<p class="soft" role="status">
					{says[tool]} By keyboard: arrows and Enter. Escape leaves.
				</p>
			)}
		</div>
	);
}
