import { isbot } from 'isbot';
import type { ClientHints } from '../client-hints.ts';
import { type RobotReason, robotAgents, toolAgent } from './robot-agents.ts';

/** What is read of a user agent. Its sender writes it, and thousands are remembered: 30 KB each would fill the memory. */
const agentMaxLength = 500;
const known = new Map<string, RobotReason | null>();
const knownMax = 5000;

/** Which robot has this user agent; null for a browser, and for none. isbot runs a long expression: answers are remembered. */
export function robotOfAgent(sent: string): RobotReason | null {
	if (sent === '') return null;
	const userAgent = sent.slice(0, agentMaxLength);
	const before = known.get(userAgent);
	if (before !== undefined) return before;
	const answer = look(userAgent);
	if (known.size >= knownMax) known.clear();
	known.set(userAgent, answer);
	return answer;
}

function look(userAgent: string): RobotReason | null {
	const named = robotAgents.find(([, pattern]) => pattern.test(userAgent));
	if (named) return named[0];
	if (!isbot(userAgent)) return null;
	return toolAgent.test(userAgent) ? 'tool' : 'crawler';
}

/** A browser that nobody sits at says so in its brands, whatever user agent it was given. */
export function robotOfHints(hints: ClientHints | null): RobotReason | null {
	return hints?.brands.some(({ brand }) => /headless/i.test(brand)) ? 'automation' : null;
}

/**
 * Whether the request was made ahead, for a page that nobody has asked for yet. Events of a prerendered page that a person
 * then opened still say `prefetch;prerender`, so that never counts: whoever prerenders waits in the page.
 * @see https://wicg.github.io/nav-speculation/prefetch.html#sec-purpose-header
 */
export function isPrefetch({ headers }: Request): boolean {
	const purpose = headers.get('sec-purpose') ?? '';
	if (/\bprerender\b/i.test(purpose)) return false;
	if (/\bprefetch\b/i.test(purpose)) return true;
	return ['purpose', 'x-purpose', 'x-moz'].some((name) =>
		/^(prefetch|preview)$/i.test(headers.get(name)?.trim() ?? ''),
	);
}
