/** What a caller hands over with an event: anything that JSON can hold. */
export type Bag = Readonly<Record<string, unknown>>;

/** Called when an event is safely kept (not: when it has arrived); so a page may navigate in it. */
export type Callback = (event: SentEvent) => void;

/** analytics.js's per-call options that mean something here. */
export interface CallOptions {
	readonly timestamp?: string | number | Date;
	readonly context?: Bag;
}

export type CallType = 'track' | 'page' | 'identify' | 'group' | 'alias';

/** A call with its arguments sorted out, whichever of analytics.js's forms it came in. */
export interface Call {
	readonly type: CallType;
	/** The fields of the wire format that this call says: `event`, `name`, `userId`, `traits`, … */
	readonly fields: Bag;
	readonly options: CallOptions;
	readonly callback?: Callback | undefined;
}

/** An event as it goes over the wire, but for who did it: that is not known, or not to be known, before consent. */
export interface DraftEvent extends Bag {
	readonly messageId: string;
	readonly type: CallType;
	/** ISO instant by this browser's clock. */
	readonly timestamp: string;
	readonly context: Bag;
}

export interface SentEvent extends DraftEvent {
	readonly anonymousId: string;
}

/** What a person has said; a purpose that is absent was not decided. */
export interface SaidConsent {
	readonly analytics?: boolean;
	readonly personalization?: boolean;
}

/** What follows from it, from the site's rule and from the browser's signals. */
export interface Consent {
	readonly analytics: boolean;
	readonly personalization: boolean;
}

export interface TrackerOptions {
	readonly writeKey: string;
	/** Where `ew.js` lives, with a slash at the end: `https://edgewise.example/_ew/`. */
	readonly base: string;
	/** `required`: nothing is stored or sent before analytics is granted. `implied` unless given. */
	readonly consentMode?: 'required' | 'implied';
	/** Where new visitors' profiles live; a region of core/id, `weur` unless given. */
	readonly region?: string;
	/** Number of shards per region; 16 unless given. */
	readonly shards?: number;
}

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
	/** Hears of each event by its call (`track`, `page`, …), and of `consent`, `decided` and `reset`. */
	on(name: string, handler: Handler): void;
	off(name: string, handler?: Handler): void;
	user(): User | undefined;
	/** Resolves when all that can be delivered now has been tried. */
	flush(): Promise<void>;
}

export interface User {
	/** The userId that was identified, or null. */
	id(): string | null;
	anonymousId(): string | null;
	traits(): Bag;
}
