import { AccountCopyTable } from './tables/account-copies.ts';
import { AccountEventTable } from './tables/account-events.ts';
import { AccountLinkTable } from './tables/account-links.ts';
import { AccountMemberTable } from './tables/account-members.ts';
import { AccountTable } from './tables/accounts.ts';
import { ArchiveLog } from './tables/archive-log.ts';
import { BatchTable } from './tables/batches.ts';
import { DeliveryTable } from './tables/deliveries.ts';
import { DepartureTable } from './tables/departures.ts';
import { EnrichedTable } from './tables/enriched.ts';
import { EnrollmentTable } from './tables/enrollments.ts';
import { ErasureTable } from './tables/erasures.ts';
import { EventIndex } from './tables/event-index.ts';
import { LuggageTable } from './tables/luggage.ts';
import { MembershipIndex } from './tables/membership-index.ts';
import { MetaTable } from './tables/meta.ts';
import { Outbox } from './tables/outbox.ts';
import { ProfileTable } from './tables/profiles.ts';
import { TrafficTable } from './tables/traffic.ts';
import { WebhookCallTable } from './tables/webhook-calls.ts';

/** One shard's tables: reads and writes, no decisions. Everything in them is synchronous, so callers choose the transaction. */
export interface Tables {
	readonly profiles: ProfileTable;
	readonly batches: BatchTable;
	readonly index: EventIndex;
	readonly memberships: MembershipIndex;
	readonly enrollments: EnrollmentTable;
	readonly deliveries: DeliveryTable;
	readonly departures: DepartureTable;
	readonly luggage: LuggageTable;
	readonly outbox: Outbox;
	readonly traffic: TrafficTable;
	readonly log: ArchiveLog;
	readonly erasures: ErasureTable;
	readonly accountLinks: AccountLinkTable;
	readonly accountCopies: AccountCopyTable;
	readonly accounts: AccountTable;
	readonly accountMembers: AccountMemberTable;
	readonly accountEvents: AccountEventTable;
	readonly enriched: EnrichedTable;
	readonly webhookCalls: WebhookCallTable;
	readonly meta: MetaTable;
}

export function openTables(sql: SqlStorage): Tables {
	const meta = new MetaTable(sql);
	const index = new EventIndex(sql);
	const memberships = new MembershipIndex(sql);
	return {
		profiles: new ProfileTable(sql, memberships),
		batches: new BatchTable(sql, index),
		index,
		memberships,
		enrollments: new EnrollmentTable(sql),
		erasures: new ErasureTable(sql),
		enriched: new EnrichedTable(sql),
		webhookCalls: new WebhookCallTable(sql),
		deliveries: new DeliveryTable(sql),
		departures: new DepartureTable(sql),
		luggage: new LuggageTable(sql),
		outbox: new Outbox(sql, meta),
		traffic: new TrafficTable(sql),
		log: new ArchiveLog(sql, meta),
		accountLinks: new AccountLinkTable(sql),
		accountCopies: new AccountCopyTable(sql),
		accounts: new AccountTable(sql),
		accountMembers: new AccountMemberTable(sql),
		accountEvents: new AccountEventTable(sql),
		meta,
	};
}
