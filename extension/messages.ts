/**
 * What the popup and the panel may ask of the background worker, and what it answers. Asks are parsed where they
 * arrive, since a content script lives in a page's process. The workspace's token is in none of the answers.
 */
import * as v from 'valibot';
import {
	type Me,
	type PageExplanation,
	type Problem,
	type Role,
	type SavedExperience,
	type Segment,
	type Site,
	statuses,
	variantShape,
} from './api/shapes.ts';
import type { Draft } from './draft/change-draft.ts';

/** How the extension stands to a workspace. */
export type Connection =
	| { readonly state: 'disconnected'; readonly workspace: string | null; readonly says: string | null }
	| { readonly state: 'waiting'; readonly workspace: string; readonly userCode: string; readonly approveUrl: string }
	| { readonly state: 'connected'; readonly workspace: string; readonly me: Me };

/** An open tab that shows a page of one of the workspace's sites. */
export interface SiteTab {
	readonly tabId: number;
	readonly title: string;
	readonly url: string;
	readonly siteName: string;
	readonly current: boolean;
}

/** What a tab's panel remembers over reloads. */
export const viewShape = v.object({
	side: v.picklist(['left', 'right']),
	/** The variant that is being edited on the original page; null when the page is shown as visitors see it. */
	editing: v.nullable(v.object({ experienceId: v.string(), variantId: v.string() })),
	/** The page for which the original was last asked, so that a page that never gives it is not reloaded for ever. */
	askedFor: v.nullable(v.string()),
});
export type View = v.InferOutput<typeof viewShape>;

/** All that the panel starts from. */
export interface PanelStart {
	readonly site: Site;
	readonly workspace: string;
	/** What this person may do. */
	readonly role: Role;
	readonly view: View;
	readonly experiences: readonly SavedExperience[];
	readonly segments: readonly Segment[];
	readonly explanation: PageExplanation;
	/** Unsaved drafts of this site, by experience id. */
	readonly unsaved: Readonly<Record<string, Draft>>;
}

export type SaveAnswer =
	| { readonly state: 'saved'; readonly experience: SavedExperience }
	/** Somebody else saved meanwhile; this is theirs. */
	| { readonly state: 'conflict'; readonly theirs: SavedExperience };

export type PublishAnswer =
	/** `conflicts` says, in sentences, which experiences give way to which. */
	| { readonly state: 'live'; readonly number: number; readonly conflicts: readonly string[] }
	| { readonly state: 'refused'; readonly message: string; readonly problems: readonly Problem[] };

const nothing = v.strictObject({});
const content = { status: v.picklist(statuses), variants: v.array(variantShape) };

/** Asks of the extension's own pages. */
export const popupAsks = {
	'read-connection': nothing,
	connect: v.strictObject({ address: v.pipe(v.string(), v.maxLength(500)) }),
	disconnect: nothing,
	'list-site-tabs': nothing,
	'open-panel': v.strictObject({ tabId: v.number() }),
} as const;

/** Asks of the panel on a page. They concern the tab's own site only, whatever they say. */
export const panelAsks = {
	'start-panel': v.strictObject({ url: v.string(), anonymousId: v.nullable(v.string()) }),
	'keep-view': v.strictObject({ view: viewShape }),
	'keep-unsaved': v.strictObject({ experienceId: v.string(), draft: v.nullable(v.unknown()) }),
	'original-url': v.strictObject({ url: v.string() }),
	'preview-link': v.strictObject({ url: v.string(), experienceId: v.string(), variantId: v.string() }),
	'save-experience': v.strictObject({ experienceId: v.string(), updatedAt: v.string(), ...content }),
	'create-experience': v.strictObject({
		name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
		path: v.string(),
		segmentId: v.nullable(v.string()),
		variantId: v.string(),
	}),
	publish: nothing,
	'close-panel': nothing,
} as const;

export interface PopupAnswers {
	'read-connection': Connection;
	connect: Connection;
	disconnect: Connection;
	'list-site-tabs': { readonly sites: readonly Site[]; readonly tabs: readonly SiteTab[] };
	'open-panel': null;
}

export interface PanelAnswers {
	'start-panel': PanelStart;
	'keep-view': null;
	'keep-unsaved': null;
	'original-url': { readonly url: string };
	'preview-link': { readonly url: string };
	'save-experience': SaveAnswer;
	'create-experience': SavedExperience;
	publish: PublishAnswer;
	'close-panel': null;
}

export type PopupAskKind = keyof typeof popupAsks;
export type PanelAskKind = keyof typeof panelAsks;
export type PopupAsk<Kind extends PopupAskKind> = v.InferOutput<(typeof popupAsks)[Kind]>;
export type PanelAsk<Kind extends PanelAskKind> = v.InferOutput<(typeof panelAsks)[Kind]>;

/** The envelope of every ask. */
export const envelopeShape = v.strictObject({ edgewise: v.string(), body: v.unknown() });
export interface Envelope {
	readonly edgewise: string;
	readonly body: unknown;
}

/** What comes back: the answer, or a refusal as plain data. */
export type Reply<T> =
	| { readonly ok: true; readonly answer: T }
	| {
			readonly ok: false;
			readonly refusal: { readonly code: string; readonly message: string; readonly hint?: string };
	  };
