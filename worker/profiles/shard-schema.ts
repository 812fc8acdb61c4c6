/**
 * The tables of one ProfileShard. A row written costs a thousand times a row read, so one batch of one person is one
 * packed row beside the person's own row, and there is no index that a batch would touch.
 */
const migrations = [
	`
	CREATE TABLE profiles (
		id TEXT PRIMARY KEY,
		body TEXT NOT NULL,
		-- The earliest moment at which this person needs attention with no new data: a segment's answer may change, a wait ends.
		due_at INTEGER
	) WITHOUT ROWID;
	CREATE INDEX profiles_due ON profiles (due_at) WHERE due_at IS NOT NULL;

	-- One batch of one person: events as a JSON array, with the span of their times and their messageIds, one a line.
	CREATE TABLE batches (
		profile_id TEXT NOT NULL,
		at INTEGER NOT NULL,
		key TEXT NOT NULL,
		until INTEGER NOT NULL,
		ids TEXT NOT NULL,
		body TEXT NOT NULL,
		PRIMARY KEY (profile_id, at, key)
	) WITHOUT ROWID;

	CREATE TABLE enrollments (
		profile_id TEXT NOT NULL,
		id TEXT NOT NULL,
		journey_id TEXT NOT NULL,
		status TEXT NOT NULL,
		due_at INTEGER,
		body TEXT NOT NULL,
		PRIMARY KEY (profile_id, id)
	) WITHOUT ROWID;

	CREATE TABLE deliveries (
		id TEXT PRIMARY KEY,
		profile_id TEXT NOT NULL,
		state TEXT NOT NULL,
		-- When it goes to the queue, or goes again because nobody settled it; null when it is over.
		next_at INTEGER,
		body TEXT NOT NULL
	) WITHOUT ROWID;
	CREATE INDEX deliveries_next ON deliveries (next_at) WHERE next_at IS NOT NULL;

	-- The outbox: whose rows in D1 are behind.
	CREATE TABLE behind (kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;

	CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
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
