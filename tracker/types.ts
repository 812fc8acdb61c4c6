/** What a caller hands over with an event: anything that JSON can hold. */
export type Bag = Readonly<Record<string, unknown>>;

/** Called when an event is safely kept (not: when it has arrived); so a page may navigate in it. */
export type Callback = (event: SentEvent) => void;

export type CallType = 'track' | 'page' | 'identify' | 'group' | 'alias';

/** A call with its arguments sorted out, whichever of analytics.js's forms it came in. */
export interface Call {
	/** The fields of the wire format that this call says: `event`, `name`, `userId`, `traits`, … */
	readonly fields: Bag;
	readonly options: Bag;
	readonly callback: Callback | undefined;
}

/** An event as it goes over the wire, but for who did it: that is not known, or not to be known, before consent. */
export interface DraftEvent extends Bag {
	readonly messageId: string;
	readonly type: CallType;
	/** By this browser's clock; JSON makes it an ISO instant. What the caller gave, if anything. */
	readonly timestamp: unknown;
	readonly context: Bag;
}

export interface SentEvent extends DraftEvent {
	readonly anonymousId: string;
}

/** analytics.js's per-call options that mean something here. */
export interface CallOptions {
	readonly timestamp?: string | number | Date;
	readonly context?: Bag;
}

/** What a person has said; a purpose that is absent was not decided. Channels (`email`, `sms`, …) may be said too. */
export type SaidConsent = Readonly<Record<string, boolean | undefined>> & {
	readonly analytics?: boolean | undefined;
	readonly personalization?: boolean | undefined;
};

/** What follows from it, from the site's rule and from the browser's signals. */
export interface Consent {
	readonly analytics: boolean;
	readonly personalization: boolean;
}

export interface TrackerOptions {
	/** The site's public write key. */
	readonly key: string;
	/** Where `ew.js` lives, with a slash at the end: `https://edgewise.example/_ew/`. */
	readonly base: string;
	/**
	 * Before the person has said anything, `required` stores and sends nothing, and `cookieless` sends page views and events
	 * without any identifier; absent, they are counted until they refuse.
	 */
	consent?: string | undefined;
	/** What is not to be tracked by itself, by the events' names: `Web Vitals, Page Engaged`. */
	readonly off?: string | undefined;
	/** Names of the parameters by which the site is searched, comma-separated; `q,query,search,s` unless given. */
	readonly search?: string | undefined;
	/** The fragment of the URL is part of the page: for routers that keep their path there in a way of their own. */
	readonly hash?: boolean | string | undefined;
	/** The shard (`core/id`) that has new visitors: `weur07`. */
	readonly shard: string;
	/** The visitor's id as the edge knows it. */
	readonly id?: string | undefined;
	/** The site's other hosts, to which visitors are followed. */
	readonly links?: readonly string[] | undefined;
}

/** What a site says of itself; the rest the edge tells. */
export type LoadOptions = Omit<TrackerOptions, 'shard' | 'id' | 'links'>;

export type Handler = (event: unknown) => void;

/** What a page calls. Argument forms are analytics.js's. Nothing here throws or rejects, whatever it is given. */
export interface Tracker {
	/** `(event, properties?, options?, callback?)` */
	track(...args: unknown[]): Promise<SentEvent | undefined>;
	/** `(category?, name?, properties?, options?, callback?)`; one string is the name. */
	page(...args: unknown[]): Promise<SentEvent | undefined>;
	/** `(userId?, traits?, options?, callback?)` */
	identify(...args: unknown[]): Promise<SentEvent | undefined>;
	/** `(groupId, traits?, options?, callback?)` */
	group(...args: unknown[]): Promise<SentEvent | undefined>;
	/** `(userId, previousId?, options?, callback?)` */
	alias(...args: unknown[]): Promise<SentEvent | undefined>;
	/** Tells what the person said, or asks what holds when given nothing. */
	consent(said?: SaidConsent): Consent | undefined;
	/** Forgets who this is, as signing out does. What was tracked before is still delivered. */
	reset(): void;
	/** Calls back, and resolves, when the tag is at work. */
	ready(callback?: () => void): Promise<void>;
	/** Hears of each event by its call (`track`, `page`, …), and of `consent` and `reset`. */
	on(name: string, handler: Handler): void;
	off(name: string, handler?: Handler): void;
	user(): User | undefined;
	/** Resolves when all that can be delivered now has been tried. */
	flush(): Promise<void>;
}

/** The tag for a page that bundles it, from the start: whatever a call answers comes as a promise, of undefined on a server. */
export type LoadedTracker = {
	readonly [Name in keyof Tracker]: (
		...args: Parameters<Tracker[Name]>
	) => Promise<Awaited<ReturnType<Tracker[Name]>> | undefined>;
};

export interface User {
	/** The userId that was identified, as it was given. */
	id(): unknown;
	anonymousId(): string | null;
	traits(): Bag | undefined;
}
