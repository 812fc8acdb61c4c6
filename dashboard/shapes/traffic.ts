/** Of people with a profile, and of people who were counted without consent. */
export type TrafficSplit<T> = Readonly<Record<'identified' | 'cookieless', T>>;

export interface Traffic {
	/** The oldest first; the last one is today. */
	readonly days: readonly ({ readonly date: string } & TrafficSplit<{
		readonly views: number;
		readonly visitors: number;
	}>)[];
	/** `value` is null for all that is not named. */
	readonly top: Readonly<
		Record<
			'pages' | 'sources' | 'countries' | 'devices' | 'campaigns' | 'events',
			readonly ({ readonly value: string | null } & TrafficSplit<number>)[]
		>
	>;
}
