import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Step } from '../../core/journey/types.ts';
import { readAloud, readOn } from '../condition-builder/read-aloud.ts';
import type { JourneyDraft } from '../shapes/journeys.ts';
import type { Message } from '../shapes/messages.ts';
import { Button } from '../ui/button.tsx';
import { formatDuration } from '../ui/format.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import type { Draft } from '../ui/use-draft.ts';
import { freeId, insertAt, removeStep } from './change-steps.ts';
import { type FlowItem, type Link, layFlow } from './lay-flow.ts';
import { StepForm } from './step-form.tsx';
import { TriggerForm } from './trigger-form.tsx';

interface Props extends Pick<Draft<JourneyDraft>, 'change' | 'problem'> {
	readonly journey: JourneyDraft;
	readonly messages: readonly Message[];
	readonly segmentName: (id: string) => string;
}

/** The journey from top to bottom. A step opens to be changed; between two steps a wait or a message can be put. */
export function Flow(props: Props) {
	const { journey, change, problem } = props;
	const [open, setOpen] = useState<string>();
	const toggle = (id: string) => setOpen(open === id ? undefined : id);
	return (
		<ol class="flow" aria-label="Steps">
			<Node
				icon="bolt"
				kind="trigger"
				title={`When ${journey.trigger.event || '…'} happens`}
				about={journey.trigger.where && `where ${readOn(journey.trigger.where)}`}
				open={open === 'trigger'}
				onToggle={() => toggle('trigger')}
			>
				<TriggerForm
					trigger={journey.trigger}
					onChange={(trigger) => change({ trigger })}
					onProblem={problem('trigger')}
				/>
			</Node>
			<Items {...props} items={layFlow(journey)} open={open} onToggle={toggle} />
		</ol>
	);
}

interface ItemsProps extends Props {
	readonly items: readonly FlowItem[];
	readonly open: string | undefined;
	readonly onToggle: (id: string) => void;
}

function Items(props: ItemsProps) {
	return (
		<>
			{props.items.map((item) => (
				<Item key={`${item.link.from} ${item.id}`} {...props} item={item} />
			))}
		</>
	);
}

function Item(props: ItemsProps & { readonly item: FlowItem }) {
	const { item, journey, messages, change, problem, open, onToggle } = props;
	if (item.kind === 'goes-to' || item.kind === 'missing') return <Reference {...props} item={item} />;
	const { id, step } = item;
	const face = faceOf(step, messages, props.segmentName);
	const removable = step.kind === 'wait' || step.kind === 'message';
	return (
		<>
			<Insert {...props} link={item.link} />
			<Node
				{...face}
				kind={step.kind}
				open={open === id}
				{...(step.kind !== 'exit' && { onToggle: () => onToggle(id) })}
				{...(removable && { onRemove: () => change(removeStep(journey, id)) })}
			>
				<StepForm
					step={step}
					messages={messages}
					onChange={(next) => change({ steps: { ...journey.steps, [id]: next } })}
					onProblem={problem(`step ${id}`)}
				/>
			</Node>
			{item.kind === 'branch' && (
				<li class="ways">
					<ol class="way" aria-label="If so">
						<li class="way-name yes">Yes</li>
						<Items {...props} items={item.yes} />
					</ol>
					<ol class="way" aria-label="If not">
						<li class="way-name">No</li>
						<Items {...props} items={item.no} />
					</ol>
				</li>
			)}
		</>
	);
}

/** Where a way leads to a step that is drawn elsewhere, or to none. */
function Reference({ item, ...props }: ItemsProps & { readonly item: FlowItem }) {
	return (
		<>
			<Insert {...props} link={item.link} />
			{item.kind === 'missing' ? (
				<Node icon="warning" kind="missing" title={`Step “${item.id}” does not exist`} />
			) : (
				<Node icon="back" kind="exit" title={`Goes on at “${item.id}”`} />
			)}
		</>
	);
}

function faceOf(
	step: Step,
	messages: readonly Message[],
	segmentName: Props['segmentName'],
): { icon: IconName; title: string; about?: string } {
	switch (step.kind) {
		case 'wait':
			return { icon: 'clock', title: `Wait ${formatDuration(step.for)}` };
		case 'branch':
			return { icon: 'branch', title: 'Is it so?', about: readAloud(step.condition, segmentName) };
		case 'exit':
			return { icon: 'exit', title: 'End' };
		case 'message': {
			const message = messages.find(({ id }) => id === step.messageId);
			if (!message)
				return { icon: 'messages', title: step.messageId ? `Send ${step.messageId}` : 'Send… which message?' };
			return { icon: 'messages', title: `Send “${message.name}”`, about: message.subject };
		}
	}
}

function Insert({ journey, change, link }: Pick<Props, 'journey' | 'change'> & { readonly link: Link }) {
	function add(kind: 'wait' | 'message') {
		const id = freeId(journey.steps, kind);
		change(
			insertAt(journey, link, id, (next) =>
				kind === 'wait' ? { kind, for: '1h', next } : { kind, messageId: '', next },
			),
		);
	}
	return (
		<li class="insert">
			<Button kind="quiet" small icon="clock" label="Insert a wait here" onClick={() => add('wait')} />
			<Button kind="quiet" small icon="messages" label="Insert a message here" onClick={() => add('message')} />
		</li>
	);
}

function Node(props: {
	icon: IconName;
	kind: string;
	title: string;
	about?: string | undefined;
	open?: boolean;
	onToggle?: () => void;
	onRemove?: () => void;
	children?: ComponentChildren;
}) {
	const face = (
		<>
			<span class="node-icon">
				<Icon name={props.icon} size={16} />
			</span>
			<span class="grow">
				<span class="node-title">{props.title}</span>
				{props.about && <span class="soft small node-about">{props.about}</span>}
			</span>
		</>
	);
	return (
		<li class={`node ${props.kind}`}>
			<div class="row">
				{props.onToggle ? (
					<button type="button" class="node-face" aria-expanded={props.open === true} onClick={props.onToggle}>
						{face}
						<Icon name={props.open ? 'down' : 'chevron'} size={14} />
					</button>
				) : (
					<div class="node-face">{face}</div>
				)}
				{props.onRemove && <Button kind="quiet" small icon="trash" label="Remove step" onClick={props.onRemove} />}
			</div>
			{props.open && <div class="node-body">{props.children}</div>}
		</li>
	);
}
