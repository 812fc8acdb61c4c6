/** What is kept, in days; null keeps it for ever. */
export interface Retention {
	readonly eventDays: number | null;
	/** People who are not known by name, since they were last seen. */
	readonly idleDays: number | null;
	readonly archiveDays: number | null;
}

/** What would go at once. */
export interface RetentionPreview {
	readonly events: number;
	readonly peopleWithEvents: number;
	readonly idlePeople: number;
	readonly archive: { readonly objects: number; readonly events: number; readonly bytes: number };
}
