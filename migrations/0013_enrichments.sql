CREATE TABLE `enrichment_cache` (
	`enrichment_id` text NOT NULL,
	`input` text NOT NULL,
	`traits` text NOT NULL,
	`profile_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`enrichment_id`, `input`)
);
--> statement-breakpoint
CREATE INDEX `enrichment_cache_expires` ON `enrichment_cache` (`expires_at`);--> statement-breakpoint
CREATE INDEX `enrichment_cache_profile` ON `enrichment_cache` (`profile_id`);--> statement-breakpoint
CREATE TABLE `enrichment_standings` (
	`enrichment_id` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`failing_since` integer,
	`next_try_at` integer,
	`last_error` text,
	`last_answer_at` integer,
	`problem` text,
	`minute` integer NOT NULL,
	`calls` integer NOT NULL,
	`granted` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `enrichments` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`url` text NOT NULL,
	`headers` text NOT NULL,
	`header_names` text NOT NULL,
	`signing_secret` text NOT NULL,
	`condition` text NOT NULL,
	`sends` text NOT NULL,
	`mapping` text NOT NULL,
	`cache_seconds` integer NOT NULL,
	`timeout_ms` integer NOT NULL,
	`calls_per_minute` integer NOT NULL,
	`enabled_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
