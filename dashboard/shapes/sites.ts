import type { ConsentMode } from '../../core/consent/types.ts';

export interface Site {
	readonly id: string;
	readonly name: string;
	readonly hostnames: readonly string[];
	readonly allowedOrigins: readonly string[];
	readonly writeKey: string;
	/** Null for whoever may only look. */
	readonly secretKey: string | null;
	readonly origin: string | null;
	readonly consentMode: ConsentMode;
	/** What the public key's word on who somebody is means. */
	readonly publicWord: 'claims' | 'counts';
	/** What is counted of visitors who have not answered yet, where consent is required. */
	readonly beforeConsent: 'nothing' | 'cookieless';
	readonly timeZone: string;
	/** Number of the active release. */
	readonly release: number | null;
}

export interface Overview {
	readonly profiles: number;
	readonly profilesToday: number;
	readonly journeysOn: number;
	readonly experiencesLive: number;
	readonly messagesSentToday: number;
}

/** What the archive has of a day, UTC. */
export interface ArchiveDay {
	readonly day: string;
	readonly objects: number;
	readonly events: number;
	/** As stored, compressed. */
	readonly bytes: number;
	readonly hours: readonly { readonly hour: number; readonly events: number; readonly bytes: number }[];
}
