import { isbot } from 'isbot';
import type { Bag, Event } from '../../core/event/index.ts';
import { isBag } from '../../core/event/index.ts';
import { deviceOf } from './attributes.ts';

/** What the request itself tells of the person behind it; null when the request comes from a server. */
export interface Sender {
	readonly userAgent: string;
	readonly geo: Readonly<Record<string, string>>;
}

/** The event with its context filled in: user agent, device, place; and its IP address cut to its network. */
export function enrich(event: Event, sender: Sender | null): Event {
	const userAgent = userAgentOf(event, sender);
	const context: Record<string, unknown> = { ...event.context };
	delete context.userAgent;
	if (typeof context.ip === 'string') context.ip = cutAddress(context.ip);
	if (userAgent !== '') context.device = { ...deviceOf(userAgent), ...bagOr(context.device) };
	if (sender) context.geo = { ...sender.geo, ...bagOr(context.geo) };
	return { ...event, context };
}

/** Whether the event was made by a robot, by its user agent. Events of servers, which send none, are not. */
export function isRobot(event: Event, sender: Sender | null): boolean {
	const userAgent = userAgentOf(event, sender);
	return userAgent !== '' && isRobotAgent(userAgent);
}

function userAgentOf(event: Event, sender: Sender | null): string {
	const said = event.context.userAgent;
	return (typeof said === 'string' ? said : (sender?.userAgent ?? '')).slice(0, agentMaxLength);
}

/** What is read of a user agent. Its sender writes it, and thousands are remembered: 30 KB each would fill the memory. */
const agentMaxLength = 500;
const agents = new Map<string, boolean>();
const agentsSize = 5000;

/** isbot runs a long expression: its answers are remembered. */
function isRobotAgent(userAgent: string): boolean {
	const known = agents.get(userAgent);
	if (known !== undefined) return known;
	const answer = isbot(userAgent);
	if (agents.size >= agentsSize) agents.clear();
	agents.set(userAgent, answer);
	return answer;
}

function bagOr(value: unknown): Bag {
	return isBag(value) ? value : {};
}

/**
 * The network of an IP address, with or without a port: /24 of IPv4, /48 of IPv6; empty for anything else. Addresses are
 * never kept whole.
 */
export function cutAddress(address: string): string {
	const v4 = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}(?::\d+)?$/.exec(address);
	if (v4) return `${v4[1]}.0`;
	const v6 = /^\[?([\da-f:]*:[\da-f.:]*)(?:%\w+)?(?:\]|\]:\d+)?$/i.exec(address)?.[1];
	if (v6 === undefined) return '';
	const groups = v6.split('::')[0]?.split(':').slice(0, 3) ?? [];
	return groups.every((group) => /^[\da-f]{0,4}$/i.test(group)) ? `${groups.join(':')}::` : '';
}
