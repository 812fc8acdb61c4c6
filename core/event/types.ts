/** Segment's six calls. */
export const eventTypes = ['track', 'page', 'screen', 'identify', 'group', 'alias'] as const;
export type EventType = (typeof eventTypes)[number];

/** Any JSON object that a visitor sent: plain, of bounded depth and width, well-formed Unicode, and hostile in meaning. */
export type Bag = Readonly<Record<string, unknown>>;

/** Something that happened, in the one form that everything behind the edge of the system knows. Moments are ms since 1970. */
export interface Event {
	readonly messageId: string;
	readonly type: EventType;
	/** The name that histories and conditions use; calls other than track have a fixed one, such as `Page Viewed`. */
	readonly event: string;
	/** At least one of `anonymousId` and `userId` is not null, but where the receiver counts without knowing whom. */
	readonly anonymousId: string | null;
	readonly userId: string | null;
	/** When it happened, by our clock. */
	readonly timestamp: number;
	readonly receivedAt: number;
	/** A page's or screen's hold its `name` and `category`. */
	readonly properties: Bag;
	/** What the call says of the person (identify) or of the account (group); null when it says nothing. */
	readonly traits: Bag | null;
	/** The account, for group. */
	readonly groupId?: string;
	/** The identity that joins `userId`, for alias. */
	readonly previousId?: string;
	readonly context: Bag;
}

/** What the receiver knows of an event beyond its body. */
export interface EventContext {
	/** ms since 1970, by our clock. */
	readonly receivedAt: number;
	/** When the sender's clock says it sent the request, in ms; null when it did not say. An event's own `sentAt` comes first. */
	readonly sentAt: number | null;
	/** The type that the route stands for; it wins over the body's. */
	readonly type?: EventType;
	/** The event may say nothing of who did it: it is only counted. */
	readonly anyone?: boolean;
	/** A file tells of it: then it may have happened before there were browsers to tell. */
	readonly isHistory?: boolean;
	/** Names an event whose sender gave no `messageId`. */
	readonly mintMessageId: () => string;
	/** UTF-8 bytes of the event's JSON, or of the whole body it came in: when that already fits, nothing is measured. */
	readonly bytes?: number;
}

/** A batch's envelope, before its items are parsed one by one: a bad event must not take the good ones with it. */
export interface Batch {
	/** Null when the key comes by another way, such as HTTP basic authentication. */
	readonly writeKey: string | null;
	readonly sentAt: number | null;
	/** Raw events, the batch's context already merged under each one's own. */
	readonly items: readonly unknown[];
	readonly context: Bag;
}
