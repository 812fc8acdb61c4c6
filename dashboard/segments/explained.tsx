import type { ComponentChildren } from 'preact';
import type { Explanation } from '../../core/condition/types.ts';
import type { Membership } from '../shapes/profiles.ts';
import { Icon } from '../ui/icon.tsx';
import './explained.css';
import { reasonsOf } from './reasons-of.ts';
import { ruleWord, sayDecided } from './say-decided.ts';

const reasonsShown = 3;

/** Whether somebody is in a segment, and what decides that, in a sentence; then every part of the rule. */
export function ExplainedMembership({ membership }: { membership: Membership }) {
	const { member, explanation } = membership;
	const decided = sayDecided(membership);
	return (
		<>
			{decided && <Verdict holds={member}>{decided}</Verdict>}
			{explanation && <Explained explanation={explanation} word={ruleWord(membership)} />}
		</>
	);
}

/** A condition's answer about one person: the reasons in a sentence, then the tree. `word` begins the sentence. */
export function Explained({ explanation, word }: { explanation: Explanation; word: string }) {
	const reasons = reasonsOf(explanation);
	const more = reasons.length - reasonsShown;
	return (
		<>
			<Verdict holds={explanation.matches}>
				{word}: {reasons.slice(0, reasonsShown).map(lowerFirst).join('; ')}
				{more > 0 && `; and ${more} more`}.
			</Verdict>
			{explanation.children && explanation.children.length > 0 && (
				<details>
					<summary>Every part of it</summary>
					<Tree explanation={explanation} />
				</details>
			)}
		</>
	);
}

function Verdict({ holds, children }: { holds: boolean; children: ComponentChildren }) {
	return (
		<p class={holds ? 'leaf yes' : 'leaf no'}>
			<Icon name={holds ? 'check' : 'close'} size={14} />
			<span class="wrap-anywhere">{children}</span>
		</p>
	);
}

/** Each part with its truth in sign and word. */
function Tree({ explanation }: { explanation: Explanation }) {
	const { matches, says, children } = explanation;
	return (
		<div class="explained">
			<div class={matches ? 'leaf yes' : 'leaf no'}>
				<Icon name={matches ? 'check' : 'close'} size={14} />
				<span class="visually-hidden">{matches ? 'Yes: ' : 'No: '}</span>
				<span class="wrap-anywhere">{says}</span>
			</div>
			{children && children.length > 0 && (
				<div class="branch">
					{children.map((child) => (
						<Tree key={child.path} explanation={child} />
					))}
				</div>
			)}
		</div>
	);
}

/** An event's or an attribute's own name keeps its capital; a sentence's first word does not. */
function lowerFirst(sentence: string): string {
	return /^(In|Not|Falls|Never|All|At|None|This) /.test(sentence)
		? sentence.charAt(0).toLowerCase() + sentence.slice(1)
		: sentence;
}
