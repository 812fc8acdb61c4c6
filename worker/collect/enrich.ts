import { type Bag, type Event, isBag } from '../../core/event/index.ts';
import { type ClientHints, hintsIn } from './client-hints.ts';
import { deviceOf } from './device.ts';
import type { RobotReason } from './robots/robot-agents.ts';
import { robotOfAgent, robotOfHints } from './robots/robot-of.ts';

/** What the request itself tells of the person behind it; null when the request comes from a server. */
export interface Sender {
	readonly userAgent: string;
	readonly hints: ClientHints | null;
	/** The page was loaded ahead, and nobody has asked for it yet. */
	readonly prefetch: boolean;
	readonly geo: Readonly<Record<string, string>>;
	/** The language that the browser asks for first, `en-GB`. */
	readonly locale: string | null;
}

/**
 * The event with its context filled in: device, place, time zone; what the event says itself wins. Its user agent is read and
 * not kept, its IP address is cut to its network.
 */
export function enrich(event: Event, sender: Sender | null): Event {
	const { userAgent: _, userAgentData: __, ...context }: Record<string, unknown> = event.context;
	if (typeof context.ip === 'string') context.ip = cutAddress(context.ip);
	const device = { ...deviceOf(userAgentOf(event, sender), hintsFor(event, sender)), ...saidOfDevice(context) };
	if (Object.keys(device).length > 0) context.device = device;
	if (sender?.locale) context.locale ??= sender.locale;
	if (sender) context.geo = { ...sender.geo, ...bagOr(context.geo) };
	const { timezone } = bagOr(context.geo);
	if (context.timezone === undefined && timezone !== undefined) context.timezone = timezone;
	return { ...event, context };
}

/**
 * Why the event is no person's, null when it may be one's: by its user agent, and by how its request was made. Events of
 * servers, which carry none, are not judged.
 */
export function robotOf(event: Event, sender: Sender | null): RobotReason | null {
	if (sender?.prefetch) return 'prefetch';
	return robotOfAgent(userAgentOf(event, sender)) ?? robotOfHints(hintsFor(event, sender));
}

function userAgentOf(event: Event, sender: Sender | null): string {
	const said = event.context.userAgent;
	return typeof said === 'string' ? said : (sender?.userAgent ?? '');
}

/** The event's own hints, else the request's, where both are of one browser. */
function hintsFor(event: Event, sender: Sender | null): ClientHints | null {
	const own = hintsIn(event.context.userAgentData);
	if (own || !sender) return own;
	return userAgentOf(event, sender) === sender.userAgent ? sender.hints : null;
}

/** Segment's mobile clients tell the system as the type of device, and its version in `context.os`. */
function saidOfDevice({ device: said, os }: Bag): Bag {
	const device = bagOr(said);
	if (device.type !== 'ios' && device.type !== 'android') return device;
	const { name = device.type === 'ios' ? 'iOS' : 'Android', version } = bagOr(os);
	return {
		...device,
		type: 'mobile',
		os: name,
		...(typeof version === 'string' && { osVersion: version.split('.')[0] }),
	};
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
