/** The admin API (docs/api.md), a line a route. Everything rejects with `ApiError`. */
import type { ConditionJson, Explanation } from '../core/condition/types.ts';
import type { Goal as CoreGoal } from '../core/goal/index.ts';
import type { Judging } from '../core/judge/index.ts';
import type { Suggestion } from '../core/plan/index.ts';
import type { PageRule, Release } from '../core/release/types.ts';
import { request } from './request.ts';
import type { Me } from './shapes/access.ts';
import type { Account, AccountMember, AccountSummary } from './shapes/accounts.ts';
import type { CleansingPreview, CleansingRule } from './shapes/cleansing.ts';
import type {
	ComputedTrait,
	ComputedTraitDraft,
	ComputedTraitExplained,
	ComputedTraitSpread,
} from './shapes/computed.ts';
import type { Duplicate, DuplicateCounts, ForeseenDuplicate, MergedDuplicate } from './shapes/duplicates.ts';
import type { Enrichment, EnrichmentDraft, SignedEnrichment, TriedEnrichment } from './shapes/enrichment.ts';
import type { Erasure } from './shapes/erasures.ts';
import type {
	Experience,
	PageExplanation,
	PageQuestion,
	PreviewWish,
	ReleaseSummary,
	Verdicts,
} from './shapes/experiences.ts';
import type { Health } from './shapes/health.ts';
import type { Import, ImportPreview, ImportSettings, RefusedLine } from './shapes/imports.ts';
import type { Journey, JourneyDraft } from './shapes/journeys.ts';
import type { List } from './shapes/list.ts';
import type { EmailProvider, Mail, Message } from './shapes/messages.ts';
import type { TrackingPlan } from './shapes/plan.ts';
import type {
	IdentityKind,
	Membership,
	MembershipWord,
	Merge,
	Merges,
	Profile,
	ProfileSummary,
	TimelineEvent,
} from './shapes/profiles.ts';
import type { Baseline, Breakdown, Goal, Results } from './shapes/results.ts';
import type { Retention, RetentionPreview } from './shapes/retention.ts';
import type { Audience, MembersSet, Segment, SegmentDraft, Sweep } from './shapes/segments.ts';
import type { ArchiveDay, Overview, Site } from './shapes/sites.ts';
import type { Traffic } from './shapes/traffic.ts';
import type { Vocabulary } from './shapes/vocabulary.ts';
import type { SignedWebhook, TestedWebhook, Webhook, WebhookDraft } from './shapes/webhooks.ts';

const get = <T>(path: string, signal?: AbortSignal) => request<T>('GET', path, undefined, signal);
const id = encodeURIComponent;

/** `?a=1&b=2` of what is set; empty and missing values are left out. */
function query(values: Record<string, string | null | undefined>): string {
	const set = Object.entries(values).flatMap(([key, value]) => (value ? [[key, value]] : []));
	return set.length > 0 ? `?${new URLSearchParams(set)}` : '';
}

/** What a teammate says of a merge: whose id stays (null leaves it to the rules), and that they know of two users. */
interface MergeChoice {
	readonly keep: string | null;
	readonly twoUsers: boolean;
}

function said({ keep, twoUsers }: MergeChoice) {
	return { ...(keep !== null && { keep }), twoUsers };
}

export const api = {
	signIn: (email: string, password: string) => request<unknown>('POST', '/api/auth/sign-in/email', { email, password }),
	/** Null when nobody is signed in, which is an answer here and not a refusal. */
	session: (signal?: AbortSignal) => get<{ readonly user: object } | null>('/api/auth/get-session', signal),
	signOut: () => request<unknown>('POST', '/api/auth/sign-out', {}),
	/** Also claims the code for whoever is signed in, which approving and denying require. */
	device: (userCode: string, signal?: AbortSignal) =>
		get<{ user_code: string; status: 'pending' | 'approved' | 'denied'; client_id?: string }>(
			`/api/auth/device${query({ user_code: userCode })}`,
			signal,
		),
	answerDevice: (userCode: string, answer: 'approve' | 'deny') =>
		request<unknown>('POST', `/api/auth/device/${answer}`, { userCode }),
	me: (signal?: AbortSignal) => get<Me>('/api/me', signal),
	overview: (signal?: AbortSignal) => get<Overview>('/api/overview', signal),

	sites: (signal?: AbortSignal) => get<List<Site>>('/api/sites', signal),
	createSite: (site: Partial<Site>) => request<Site>('POST', '/api/sites', site),
	saveSite: (siteId: string, site: Partial<Site>) => request<Site>('PATCH', `/api/sites/${id(siteId)}`, site),

	plan: (siteId: string, signal?: AbortSignal) => get<TrackingPlan>(`/api/sites/${id(siteId)}/plan`, signal),
	savePlan: (plan: TrackingPlan) => request<TrackingPlan>('PUT', `/api/sites/${id(plan.siteId)}/plan`, plan),
	deletePlan: (siteId: string) => request<unknown>('DELETE', `/api/sites/${id(siteId)}/plan`),
	planSuggestions: (siteId: string, signal?: AbortSignal) =>
		get<List<Suggestion>>(`/api/sites/${id(siteId)}/plan/suggestions`, signal),
	health: (siteId: string, days: number, signal?: AbortSignal) =>
		get<Health>(`/api/sites/${id(siteId)}/health${query({ days: String(days) })}`, signal),

	profiles: (filter: { search?: string; segment?: string; cursor?: string | null }, signal?: AbortSignal) =>
		get<List<ProfileSummary>>(`/api/profiles${query(filter)}`, signal),
	profile: (profileId: string, signal?: AbortSignal) => get<Profile>(`/api/profiles/${id(profileId)}`, signal),
	/** Traits that a teammate says; null takes one back. */
	saveTraits: (profileId: string, traits: Readonly<Record<string, unknown>>) =>
		request<unknown>('PATCH', `/api/profiles/${id(profileId)}/traits`, { traits }),
	timeline: (profileId: string, before: string | null, signal?: AbortSignal) =>
		get<List<TimelineEvent>>(`/api/profiles/${id(profileId)}/events${query({ before })}`, signal),
	explainMembership: (profileId: string, segmentId: string, signal?: AbortSignal) =>
		get<Membership>(`/api/profiles/${id(profileId)}/explain${query({ segment: segmentId })}`, signal),
	/** Reads only, though it is a POST: it carries a condition. */
	explainCondition: (profileId: string, condition: ConditionJson, signal?: AbortSignal) =>
		request<Explanation>('POST', `/api/profiles/${id(profileId)}/explain`, { condition }, signal),

	cleansing: (signal?: AbortSignal) => get<{ rules: readonly CleansingRule[] }>('/api/cleansing', signal),
	saveCleansing: (rules: readonly CleansingRule[]) =>
		request<{ rules: readonly CleansingRule[] }>('PUT', '/api/cleansing', { rules }),
	previewCleansing: (rules: readonly CleansingRule[], signal?: AbortSignal) =>
		request<CleansingPreview>('POST', '/api/cleansing/preview', { rules }, signal),

	computedTraits: (signal?: AbortSignal) => get<List<ComputedTrait>>('/api/computed-traits', signal),
	computedTrait: (traitId: string, signal?: AbortSignal) =>
		get<ComputedTrait>(`/api/computed-traits/${id(traitId)}`, signal),
	explainComputedTrait: (traitId: string, profileId: string, signal?: AbortSignal) =>
		get<ComputedTraitExplained>(`/api/computed-traits/${id(traitId)}/explain${query({ profile: profileId })}`, signal),
	createComputedTrait: (trait: ComputedTraitDraft) => request<ComputedTrait>('POST', '/api/computed-traits', trait),
	saveComputedTrait: (traitId: string, { id: _, scope: __, ...trait }: ComputedTraitDraft) =>
		request<ComputedTrait>('PUT', `/api/computed-traits/${id(traitId)}`, trait),
	deleteComputedTrait: (traitId: string) => request<unknown>('DELETE', `/api/computed-traits/${id(traitId)}`),
	previewComputedTrait: ({ scope, amount }: Pick<ComputedTrait, 'scope' | 'amount'>, signal?: AbortSignal) =>
		request<ComputedTraitSpread>('POST', '/api/computed-traits/preview', { scope, amount }, signal),

	accounts: (filter: { search?: string; cursor?: string | null }, signal?: AbortSignal) =>
		get<List<AccountSummary>>(`/api/accounts${query(filter)}`, signal),
	account: (accountId: string, signal?: AbortSignal) => get<Account>(`/api/accounts/${id(accountId)}`, signal),
	accountMembers: (accountId: string, filter: { standing: string; cursor?: string | null }, signal?: AbortSignal) =>
		get<List<AccountMember>>(`/api/accounts/${id(accountId)}/members${query(filter)}`, signal),
	accountTimeline: (accountId: string, before: string | null, signal?: AbortSignal) =>
		get<List<TimelineEvent>>(`/api/accounts/${id(accountId)}/events${query({ before })}`, signal),
	/** Traits that a teammate says; null takes one back. */
	saveAccountTraits: (accountId: string, traits: Readonly<Record<string, unknown>>) =>
		request<unknown>('PATCH', `/api/accounts/${id(accountId)}/traits`, { traits }),
	eraseAccount: (accountId: string) => request<unknown>('DELETE', `/api/accounts/${id(accountId)}`),

	merges: (profileId: string, signal?: AbortSignal) => get<Merges>(`/api/profiles/${id(profileId)}/merges`, signal),
	/** Answers who stays. */
	merge: (profileId: string, otherId: string, choice: MergeChoice) =>
		request<{ readonly profileId: string }>('POST', `/api/profiles/${id(profileId)}/merges`, {
			profileId: otherId,
			...said(choice),
		}),
	undoMerge: (mergeId: string) => request<Merge>('POST', `/api/merges/${id(mergeId)}/undo`, {}),
	enrichments: (signal?: AbortSignal) => get<List<Enrichment>>('/api/enrichments', signal),
	enrichment: (enrichmentId: string, signal?: AbortSignal) =>
		get<Enrichment>(`/api/enrichments/${id(enrichmentId)}`, signal),
	createEnrichment: (enrichment: EnrichmentDraft) => request<SignedEnrichment>('POST', '/api/enrichments', enrichment),
	saveEnrichment: (enrichmentId: string, enrichment: EnrichmentDraft) =>
		request<Enrichment>('PUT', `/api/enrichments/${id(enrichmentId)}`, enrichment),
	deleteEnrichment: (enrichmentId: string) => request<unknown>('DELETE', `/api/enrichments/${id(enrichmentId)}`),
	renewSigningSecret: (enrichmentId: string) =>
		request<SignedEnrichment>('POST', `/api/enrichments/${id(enrichmentId)}/signing-secret`, {}),
	/** Calls the endpoint and changes nothing. @param of whose stored header values are used; null for a new one */
	tryEnrichment: (of: string | null, profileId: string | null, settings: EnrichmentDraft) =>
		request<TriedEnrichment>('POST', '/api/enrichments/test', {
			settings,
			...(of !== null && { id: of }),
			...(profileId !== null && { profileId }),
		}),

	webhooks: (signal?: AbortSignal) => get<List<Webhook>>('/api/webhooks', signal),
	webhook: (webhookId: string, signal?: AbortSignal) => get<Webhook>(`/api/webhooks/${id(webhookId)}`, signal),
	createWebhook: (webhook: WebhookDraft) => request<SignedWebhook>('POST', '/api/webhooks', webhook),
	saveWebhook: (webhookId: string, webhook: WebhookDraft) =>
		request<Webhook>('PUT', `/api/webhooks/${id(webhookId)}`, webhook),
	deleteWebhook: (webhookId: string) => request<unknown>('DELETE', `/api/webhooks/${id(webhookId)}`),
	renewWebhookSecret: (webhookId: string) =>
		request<SignedWebhook>('POST', `/api/webhooks/${id(webhookId)}/signing-secret`, {}),
	/** Calls it now, about nobody. */
	testWebhook: (webhookId: string) => request<TestedWebhook>('POST', `/api/webhooks/${id(webhookId)}/test`, {}),

	duplicates: (filter: { state?: string; level?: string; cursor?: string | null }, signal?: AbortSignal) =>
		get<List<Duplicate>>(`/api/duplicates${query(filter)}`, signal),
	duplicateCounts: (signal?: AbortSignal) => get<DuplicateCounts>('/api/duplicates/count', signal),
	/** Who two would be as one. @param keep whose id stays; null leaves it to the rules */
	foreseeDuplicate: (duplicateId: string, keep: string | null, signal?: AbortSignal) =>
		get<ForeseenDuplicate>(`/api/duplicates/${id(duplicateId)}${query({ keep })}`, signal),
	mergeDuplicate: (duplicateId: string, choice: MergeChoice) =>
		request<{ readonly profileId: string }>('POST', `/api/duplicates/${id(duplicateId)}/merge`, said(choice)),
	/** Only those that still are certain, 20 at most. */
	mergeDuplicates: (ids: readonly string[]) =>
		request<{ readonly items: readonly MergedDuplicate[] }>('POST', '/api/duplicates/merge', { ids }),
	decideDuplicate: (duplicateId: string, how: 'dismiss' | 'reopen') =>
		request<Duplicate>('POST', `/api/duplicates/${id(duplicateId)}/${how}`, {}),
	identityKinds: (signal?: AbortSignal) => get<List<IdentityKind>>('/api/identity-kinds', signal),
	saveIdentityKind: ({ kind, trait, priority, max, joins }: IdentityKind) =>
		request<IdentityKind>('PUT', `/api/identity-kinds/${id(kind)}`, { trait, priority, max, joins }),
	deleteIdentityKind: (kind: string) => request<unknown>('DELETE', `/api/identity-kinds/${id(kind)}`),

	segments: (signal?: AbortSignal) => get<List<Segment>>('/api/segments', signal),
	segment: (segmentId: string, signal?: AbortSignal) => get<Segment>(`/api/segments/${id(segmentId)}`, signal),
	createSegment: (segment: SegmentDraft) => request<Segment>('POST', '/api/segments', segment),
	saveSegment: (segmentId: string, segment: SegmentDraft) =>
		request<Segment>('PUT', `/api/segments/${id(segmentId)}`, segment),
	deleteSegment: (segmentId: string) => request<unknown>('DELETE', `/api/segments/${id(segmentId)}`),
	takeSnapshot: (segmentId: string) => request<Segment>('POST', `/api/segments/${id(segmentId)}/take`, {}),
	setMembers: (segmentId: string, people: readonly string[], membership: MembershipWord) =>
		request<MembersSet>('POST', `/api/segments/${id(segmentId)}/members`, { people, membership }),
	segmentSizes: (segmentId: string, signal?: AbortSignal) =>
		get<List<{ readonly date: string; readonly members: number }>>(`/api/segments/${id(segmentId)}/sizes`, signal),
	sweep: (signal?: AbortSignal) => get<Sweep>('/api/sweep', signal),
	vocabulary: (signal?: AbortSignal) => get<Vocabulary>('/api/vocabulary', signal),
	/** Reads only, though it is a POST: it carries a condition. */
	previewSegment: (condition: ConditionJson, segmentId: string | null, signal?: AbortSignal) =>
		request<Audience>(
			'POST',
			'/api/segments/preview',
			{ condition, ...(segmentId !== null && { id: segmentId }) },
			signal,
		),

	traffic: (siteId: string, days: string, signal?: AbortSignal) =>
		get<Traffic>(`/api/sites/${id(siteId)}/traffic${query({ days })}`, signal),

	experiences: (siteId: string, signal?: AbortSignal) =>
		get<List<Experience>>(`/api/sites/${id(siteId)}/experiences`, signal),
	experience: (experienceId: string, signal?: AbortSignal) =>
		get<Experience>(`/api/experiences/${id(experienceId)}`, signal),
	createExperience: (siteId: string, experience: Partial<Experience>) =>
		request<Experience>('POST', `/api/sites/${id(siteId)}/experiences`, experience),
	saveExperience: (experience: Experience) =>
		request<Experience>('PUT', `/api/experiences/${id(experience.id)}`, experience),
	verdicts: (experienceId: string, signal?: AbortSignal) =>
		get<Verdicts>(`/api/experiences/${id(experienceId)}/verdicts`, signal),
	checkEdits: (experienceId: string) => request<Verdicts>('POST', `/api/experiences/${id(experienceId)}/verdicts`),
	deleteExperience: (experienceId: string) => request<unknown>('DELETE', `/api/experiences/${id(experienceId)}`),

	goals: (signal?: AbortSignal) => get<List<Goal>>('/api/goals', signal),
	goal: (goalId: string, signal?: AbortSignal) => get<Goal>(`/api/goals/${id(goalId)}`, signal),
	createGoal: ({ id: _, ...goal }: CoreGoal) => request<Goal>('POST', '/api/goals', goal),
	saveGoal: (goal: CoreGoal) => request<Goal>('PUT', `/api/goals/${id(goal.id)}`, goal),
	deleteGoal: (goalId: string) => request<unknown>('DELETE', `/api/goals/${id(goalId)}`),
	/** `anew` counts again, however young the last count is. */
	results: (experienceId: string, by: Breakdown, anew: boolean, signal?: AbortSignal) =>
		get<Results>(`/api/experiences/${id(experienceId)}/results${query({ by, anew: anew ? 'true' : null })}`, signal),
	saveJudging: (experienceId: string, judging: Judging) =>
		request<Judging>('PUT', `/api/experiences/${id(experienceId)}/judging`, judging),
	/** Reads only, though it is a POST: it carries pages. */
	baseline: (asked: { siteId: string; pages: PageRule; goalId: string }, signal?: AbortSignal) =>
		request<Baseline>('POST', '/api/baseline/preview', asked, signal),

	releases: (siteId: string, signal?: AbortSignal) =>
		get<List<ReleaseSummary>>(`/api/sites/${id(siteId)}/releases`, signal),
	release: (siteId: string, number: number, signal?: AbortSignal) =>
		get<Release>(`/api/sites/${id(siteId)}/releases/${number}`, signal),
	holdout: (siteId: string, signal?: AbortSignal) =>
		get<{ readonly share: number }>(`/api/sites/${id(siteId)}/holdout`, signal),
	saveHoldout: (siteId: string, share: number) =>
		request<{ readonly share: number }>('PUT', `/api/sites/${id(siteId)}/holdout`, { share }),
	explainPage: (siteId: string, question: PageQuestion, signal?: AbortSignal) =>
		request<PageExplanation>('POST', `/api/sites/${id(siteId)}/explain`, question, signal),
	previewPage: (siteId: string, wish: PreviewWish) =>
		request<{ readonly url: string }>('POST', `/api/sites/${id(siteId)}/preview`, wish),
	publish: (siteId: string) => request<Release>('POST', `/api/sites/${id(siteId)}/releases`, {}),
	activateRelease: (siteId: string, number: number) =>
		request<unknown>('POST', `/api/sites/${id(siteId)}/releases/${number}/activate`, {}),

	journeys: (signal?: AbortSignal) => get<List<Journey>>('/api/journeys', signal),
	journey: (journeyId: string, signal?: AbortSignal) => get<Journey>(`/api/journeys/${id(journeyId)}`, signal),
	createJourney: (journey: JourneyDraft) => request<Journey>('POST', '/api/journeys', journey),
	saveJourney: (journeyId: string, journey: JourneyDraft) =>
		request<Journey>('PUT', `/api/journeys/${id(journeyId)}`, journey),
	deleteJourney: (journeyId: string) => request<unknown>('DELETE', `/api/journeys/${id(journeyId)}`),
	turnJourney: (journeyId: string, to: 'start' | 'stop') =>
		request<Journey>('POST', `/api/journeys/${id(journeyId)}/${to}`, {}),

	messages: (signal?: AbortSignal) => get<List<Message>>('/api/messages', signal),
	message: (messageId: string, signal?: AbortSignal) => get<Message>(`/api/messages/${id(messageId)}`, signal),
	createMessage: (message: Omit<Message, 'id'>) => request<Message>('POST', '/api/messages', message),
	saveMessage: (messageId: string, message: Omit<Message, 'id'>) =>
		request<Message>('PUT', `/api/messages/${id(messageId)}`, message),
	deleteMessage: (messageId: string) => request<unknown>('DELETE', `/api/messages/${id(messageId)}`),

	mailbox: (signal?: AbortSignal) => get<List<Mail>>('/api/mailbox', signal),
	mail: (mailId: string, signal?: AbortSignal) => get<Mail>(`/api/mailbox/${id(mailId)}`, signal),
	clearMailbox: () => request<unknown>('DELETE', '/api/mailbox'),

	emailProvider: (signal?: AbortSignal) => get<EmailProvider>('/api/providers/email', signal),
	archive: (filter: { site: string; cursor: string | null }, signal?: AbortSignal) =>
		get<List<ArchiveDay>>(`/api/archive${query(filter)}`, signal),
	writeArchive: () => request<unknown>('POST', '/api/archive/write', {}),
	/** Where a day's events are downloaded from, compressed; `site` may be empty for all. */
	archiveUrl: (day: string, site: string) => {
		const from = `${day}T00:00:00Z`;
		const to = new Date(Date.parse(from) + 86_400_000).toISOString();
		return `/api/archive/events${query({ from, to, site, gzip: 'true' })}`;
	},

	retention: (signal?: AbortSignal) => get<Retention>('/api/retention', signal),
	/** Reads only, though it is a POST: it carries what is asked about. */
	previewRetention: (kept: Retention, signal?: AbortSignal) =>
		request<RetentionPreview>('POST', '/api/retention/preview', kept, signal),
	saveRetention: (kept: Retention) => request<Retention>('PUT', '/api/retention', kept),
	/** Where all that is kept of one person is downloaded from. */
	personUrl: (profileId: string) => `/api/profiles/${id(profileId)}/export`,
	eraseProfile: (profileId: string, reference: string) =>
		request<{ readonly ids: readonly string[] }>('POST', `/api/profiles/${id(profileId)}/erase`, { reference }),
	erasures: (cursor: string | null, signal?: AbortSignal) =>
		get<List<Erasure>>(`/api/erasures${query({ cursor })}`, signal),
	/** Where a segment's people are downloaded from; everybody when it is null. */
	exportUrl: (segment: string | null, format: 'csv' | 'ndjson') => `/api/export${query({ segment, format })}`,
	imports: (signal?: AbortSignal) => get<List<Import>>('/api/imports', signal),
	import: (importId: string, signal?: AbortSignal) => get<Import>(`/api/imports/${id(importId)}`, signal),
	createImport: (file: Pick<Import, 'name' | 'kind' | 'siteId' | 'bytes'>) =>
		request<Import>('POST', '/api/imports', file),
	sendPart: (importId: string, number: number, part: Blob, signal?: AbortSignal) =>
		request<Import>('PUT', `/api/imports/${id(importId)}/parts/${number}`, part, signal),
	/** Reads only, though it is a POST: it carries what has been chosen. */
	previewImport: (importId: string, chosen: Partial<ImportSettings>, signal?: AbortSignal) =>
		request<ImportPreview>('POST', `/api/imports/${id(importId)}/preview`, chosen, signal),
	readImport: (importId: string, how: 'rehearse' | 'start', settings: ImportSettings) =>
		request<Import>('POST', `/api/imports/${id(importId)}/${how}`, settings),
	cancelImport: (importId: string) => request<Import>('POST', `/api/imports/${id(importId)}/cancel`, {}),
	deleteImport: (importId: string) => request<unknown>('DELETE', `/api/imports/${id(importId)}`),
	refusedLines: (importId: string, cursor: string | null, signal?: AbortSignal) =>
		get<List<RefusedLine>>(`/api/imports/${id(importId)}/refused${query({ cursor })}`, signal),

	saveEmailProvider: (provider: EmailProvider) => request<EmailProvider>('PUT', '/api/providers/email', provider),
};
