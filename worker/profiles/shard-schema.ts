/**
 * The tables of one ProfileShard. A row written costs a thousand times a row read, so one batch of one person is one
 * packed row beside the person's own row, and no index grows with batches. Rows are added at the end, where SQLite
 * fills one page after the other: measured, a third of the page writes of tables ordered by a random id.
 */
const migrations = [
	`
	CREATE TABLE profiles (
		id TEXT PRIMARY KEY,
		body TEXT NOT NULL,
		-- The earliest moment at which this person needs attention with no new data: a segment's answer may change, a wait ends.
		due_at INTEGER
	);
	CREATE INDEX profiles_due ON profiles (due_at) WHERE due_at IS NOT NULL;

	-- Events in the order of arrival: one packed row a batch of one person, who knows the last of their rows.
	CREATE TABLE batches (
		seq INTEGER PRIMARY KEY,
		profile_id TEXT NOT NULL,
		-- The person's row before this one, and the newest time of an event in any row behind.
		previous INTEGER,
		rest_until INTEGER,
		-- Each messageId on a line of its own.
		ids TEXT NOT NULL,
		body TEXT NOT NULL
	);

	CREATE TABLE enrollments (
		profile_id TEXT NOT NULL,
		id TEXT NOT NULL,
		journey_id TEXT NOT NULL,
		status TEXT NOT NULL,
		body TEXT NOT NULL,
		PRIMARY KEY (profile_id, id)
	);

	CREATE TABLE deliveries (
		id TEXT PRIMARY KEY,
		profile_id TEXT NOT NULL,
		state TEXT NOT NULL,
		-- When it goes to the queue, or goes again because nobody settled it; null when it is over.
		next_at INTEGER,
		body TEXT NOT NULL
	);
	CREATE INDEX deliveries_next ON deliveries (next_at) WHERE next_at IS NOT NULL;
	CREATE INDEX deliveries_profile ON deliveries (profile_id);

	-- The outbox, beside the batches that are not told yet: whose rows in D1 are behind.
	CREATE TABLE behind (kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;

	CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
	`,
	`
	-- What was counted of a site's day, packed: one row, whatever was counted.
	CREATE TABLE traffic (
		site_id TEXT NOT NULL,
		day INTEGER NOT NULL,
		kind TEXT NOT NULL,
		body TEXT NOT NULL,
		PRIMARY KEY (site_id, day, kind)
	) WITHOUT ROWID;

	-- Visitors without a name, by a hash that means nothing after its day; deleted then.
	CREATE TABLE traffic_visitors (
		day INTEGER NOT NULL,
		site_id TEXT NOT NULL,
		visitor TEXT NOT NULL,
		viewed INTEGER NOT NULL,
		-- Each messageId on a line of its own.
		ids TEXT NOT NULL,
		PRIMARY KEY (day, site_id, visitor)
	) WITHOUT ROWID;

	-- What came before anybody counted stays uncounted.
	INSERT INTO meta SELECT 'counted', coalesce(max(seq), 0) FROM batches;
	`,
	`
	-- The merge by which a row came here: it is counted and archived where it first arrived. Empty for a row that was
	-- written again here.
	ALTER TABLE batches ADD COLUMN moved_by TEXT;

	-- Who left for another profile, and how far that is. Kept for ever: the old id leads to the new one.
	CREATE TABLE departures (
		profile_id TEXT PRIMARY KEY,
		-- When something is to be done about it: go on with it, or forget what it takes to come back.
		due_at INTEGER,
		body TEXT NOT NULL
	);
	CREATE INDEX departures_due ON departures (due_at) WHERE due_at IS NOT NULL;

	-- What a merge carries, or needs in order to be undone, item by item.
	CREATE TABLE luggage (
		merge_id TEXT NOT NULL,
		kind TEXT NOT NULL,
		id TEXT NOT NULL,
		body TEXT NOT NULL,
		PRIMARY KEY (merge_id, kind, id)
	) WITHOUT ROWID;
	`,
	`
	-- Who is being erased; of what is over only the request's id stays, with an empty body.
	CREATE TABLE erasures (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
	`,
	`
	-- Whether a row is no part of its person's history: it stays for whoever counts and archives what arrived.
	ALTER TABLE batches ADD COLUMN apart INTEGER;

	-- The events of rows from one to another, by name, for what is asked of everyone. People: each id on a line of its
	-- own; null while the block has to be written.
	CREATE TABLE blocks (first_seq INTEGER PRIMARY KEY, last_seq INTEGER NOT NULL, people TEXT);
	CREATE TABLE indexed_events (
		first_seq INTEGER NOT NULL,
		name TEXT NOT NULL,
		until INTEGER NOT NULL,
		-- Numbers, packed; and properties, a line of JSON for each event.
		head BLOB NOT NULL,
		lines TEXT NOT NULL,
		PRIMARY KEY (first_seq, name)
	) WITHOUT ROWID;
	`,
	`
	-- How far accounts have been told of people here who are, or were, their members.
	CREATE TABLE account_links (
		profile_id TEXT NOT NULL,
		account_id TEXT NOT NULL,
		body TEXT NOT NULL,
		PRIMARY KEY (profile_id, account_id)
	) WITHOUT ROWID;
	CREATE INDEX account_links_account ON account_links (account_id);

	-- The outbox: people of whom accounts have yet to hear. Nobody without an account is ever in it.
	CREATE TABLE account_news (profile_id TEXT PRIMARY KEY) WITHOUT ROWID;

	-- What the accounts of people here look like, as those told it last: once a shard, not once a person.
	CREATE TABLE account_copies (
		id TEXT PRIMARY KEY,
		body TEXT NOT NULL,
		-- Whom the newest copy has yet to be considered with: what changed, and how far that is; null when it is over.
		asking TEXT
	) WITHOUT ROWID;
	CREATE INDEX account_copies_asking ON account_copies (id) WHERE asking IS NOT NULL;

	-- The accounts whose home is here.
	CREATE TABLE accounts (
		id TEXT PRIMARY KEY,
		body TEXT NOT NULL,
		-- When its roll-ups change with no new data, or are to be worked out again.
		due_at INTEGER,
		-- When its members' shards are to be told how it looks now.
		tell_at INTEGER
	);
	CREATE INDEX accounts_due ON accounts (due_at) WHERE due_at IS NOT NULL;
	CREATE INDEX accounts_tell ON accounts (tell_at) WHERE tell_at IS NOT NULL;

	CREATE TABLE account_members (
		account_id TEXT NOT NULL,
		profile_id TEXT NOT NULL,
		standing TEXT NOT NULL,
		-- When they came last.
		since INTEGER NOT NULL,
		body TEXT NOT NULL,
		PRIMARY KEY (account_id, profile_id)
	) WITHOUT ROWID;

	-- Events of members, packed as they came, in the order of time: what roll-ups are worked out from.
	CREATE TABLE account_events (
		account_id TEXT NOT NULL,
		until_at INTEGER NOT NULL,
		seq INTEGER NOT NULL,
		from_at INTEGER NOT NULL,
		profile_id TEXT NOT NULL,
		body TEXT NOT NULL,
		PRIMARY KEY (account_id, until_at, seq)
	) WITHOUT ROWID;
	`,
	`
	-- Whom the owner's endpoints are, or were, asked about.
	CREATE TABLE enriched (
		enrichment_id TEXT NOT NULL,
		profile_id TEXT NOT NULL,
		-- When it is asked; null when it is over.
		due_at INTEGER,
		tries INTEGER NOT NULL,
		at INTEGER NOT NULL,
		-- A hash of what was known of the person.
		known TEXT NOT NULL,
		outcome TEXT NOT NULL,
		PRIMARY KEY (enrichment_id, profile_id)
	) WITHOUT ROWID;
	CREATE INDEX enriched_due ON enriched (due_at) WHERE due_at IS NOT NULL;
	CREATE INDEX enriched_profile ON enriched (profile_id);
	`,
	`
	-- What the owner's webhooks have yet to hear: each call goes once it was answered, or given up.
	CREATE TABLE webhook_calls (
		seq INTEGER PRIMARY KEY,
		id TEXT NOT NULL UNIQUE,
		webhook_id TEXT NOT NULL,
		profile_id TEXT NOT NULL,
		body TEXT NOT NULL,
		-- When it is made, or made again.
		due_at INTEGER NOT NULL,
		tries INTEGER NOT NULL,
		at INTEGER NOT NULL
	);
	CREATE INDEX webhook_calls_due ON webhook_calls (webhook_id, due_at);
	CREATE INDEX webhook_calls_profile ON webhook_calls (profile_id);
	`,
	`
	-- Few rows are apart: whoever is erased finds theirs by it.
	CREATE INDEX batches_apart ON batches (profile_id) WHERE apart IS NOT NULL;
	`,
];

/** Brings a shard's tables to the newest form; each step is one transaction and runs once. */
export function migrate(storage: DurableObjectStorage): void {
	storage.sql.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)');
	const row = storage.sql.exec<{ version: number }>('SELECT version FROM schema_version').toArray()[0];
	for (let version = row?.version ?? 0; version < migrations.length; version++) {
		storage.transactionSync(() => {
			storage.sql.exec(migrations[version] ?? '');
			storage.sql.exec('DELETE FROM schema_version');
			storage.sql.exec('INSERT INTO schema_version VALUES (?)', version + 1);
		});
	}
}
