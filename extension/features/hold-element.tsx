import { effect } from '@preact/signals';
import type { Edit } from '../../core/edit/types.ts';
import type { Host } from '../content/host.ts';
import { naming } from '../content/naming.ts';
import { drawOutline } from '../content/outline.ts';
import { attempt, change, type Panel } from '../content/panel.ts';
import type { Pick } from '../content/pick-element.ts';
import { pickWhile } from '../content/pick-while.ts';
import type { Stage } from '../content/stage.ts';
import { aim, attach } from '../content/target.ts';
import type { Hold } from '../select/hold.ts';

/*
How surely each edit finds its element; where it does not, the element that is meant is offered, or can be chosen again.
By hand: make an edit, change the element's id or class in the developer tools, choose another variant and this one again: the
edit says so and offers "Attach to it".
*/

/** Shows the element that is offered, lets one be chosen anew, and attaches edits. */
export function init(panel: Panel, stage: Stage, host: Host, signal: AbortSignal): void {
	const outline = drawOutline(host.root, signal);
	const stops = [
		effect(() => {
			const element = panel.pointed.value;
			if (!element) return outline.hide();
			outline.around(element, `${element.localName} · is it this one?`);
			element.scrollIntoView({ block: 'nearest' });
		}),
		effect(() => {
			const offer = panel.accepted.value;
			if (!offer) return;
			panel.accepted.value = null;
			panel.pointed.value = null;
			attempt(panel, () => attachTo(panel, stage, offer.editId, offer.element));
		}),
	];
	signal.addEventListener('abort', () => {
		for (const stop of stops) stop();
	});
	pickWhile(host, () => (panel.attaching.value === null ? null : pickFor(panel, stage, panel.attaching.value)), signal);
}

function pickFor(panel: Panel, stage: Stage, editId: string): Pick {
	const leave = () => {
		panel.attaching.value = null;
	};
	const pick = (element: Element) =>
		attempt(panel, () => {
			attachTo(panel, stage, editId, element);
			leave();
		});
	return { label: (element) => `${element.localName} · click to attach the edit to it`, pick, leave };
}

function attachTo(panel: Panel, stage: Stage, editId: string, element: Element): void {
	const variant = panel.variant.value;
	const edit = variant?.edits.find(({ id }) => id === editId);
	if (!variant || !edit) return;
	change(panel, { kind: 'put-edit', variantId: variant.id, edit: attach(edit, aim(element, stage)) });
}

/** How surely an edit finds its element, in a word. */
export function HoldChip({ hold }: { hold: Hold | undefined }) {
	if (hold?.state === 'unremembered') return <span class="chip">Selector only</span>;
	if (hold?.state !== 'firm') return null;
	return (
		<span
			class={`chip ${hold.weak ? 'warn' : 'good'}`}
			title={`Sure that this is the element: ${hold.weak ?? hold.why}`}
		>
			{percent(hold.confidence)} sure
		</span>
	);
}

/** What is wrong with how an edit finds its element, and what to do. */
export function HoldNote({ panel, edit, hold }: { panel: Panel; edit: Edit; hold: Hold | undefined }) {
	if (!hold) return null;
	if (hold.state === 'firm') return hold.weak ? <p class="soft">{hold.weak}</p> : null;
	if (hold.state === 'unremembered') {
		return (
			<p class="soft">
				{hold.says} <Accept panel={panel} edit={edit} element={hold.element} label="Remember it" />
			</p>
		);
	}
	return (
		<div class="note warn stack">
			<span>
				{hold.says}{' '}
				{hold.state === 'moved' && `This may be it: ${naming(hold.element)}, ${percent(hold.confidence)} sure.`}
				{hold.state !== 'moved' && hold.why && <span class="hint">{hold.why}</span>}
			</span>
			<div class="row">
				{hold.state === 'moved' && <Accept panel={panel} edit={edit} element={hold.element} label="Attach to it" />}
				{hold.state === 'doubtful' && <Accept panel={panel} edit={edit} element={hold.element} label="It is the one" />}
				<ChooseAgain panel={panel} edit={edit} />
			</div>
		</div>
	);
}

function Accept({ panel, edit, element, label }: { panel: Panel; edit: Edit; element: Element; label: string }) {
	const point = (at: Element | null) => () => {
		panel.pointed.value = at;
	};
	return (
		<button
			type="button"
			onPointerEnter={point(element)}
			onPointerLeave={point(null)}
			onFocus={point(element)}
			onBlur={point(null)}
			onClick={() => {
				panel.accepted.value = { editId: edit.id, element };
			}}
		>
			{label}
		</button>
	);
}

function ChooseAgain({ panel, edit }: { panel: Panel; edit: Edit }) {
	const isChoosing = panel.attaching.value === edit.id;
	return (
		<button
			type="button"
			aria-pressed={isChoosing}
			onClick={() => {
				panel.tool.value = null;
				panel.attaching.value = isChoosing ? null : edit.id;
			}}
		>
			{isChoosing ? 'Click the element…' : 'Choose it again'}
		</button>
	);
}

/** Never more than can be known. */
function percent(confidence: number): string {
	return `${Math.min(99, Math.floor(confidence * 100))} %`;
}
