CREATE TABLE `erasures` (
	`id` text PRIMARY KEY NOT NULL,
	`profile_id` text,
	`state` text NOT NULL,
	`reference` text NOT NULL,
	`requested_by` text NOT NULL,
	`requested_at` integer NOT NULL,
	`done_at` integer,
	`report` text
);
--> statement-breakpoint
CREATE INDEX `erasures_requested` ON `erasures` (`requested_at`);--> statement-breakpoint
CREATE INDEX `erasures_profile` ON `erasures` (`profile_id`);--> statement-breakpoint
CREATE TABLE `import_parts` (
	`import_id` text NOT NULL,
	`number` integer NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	PRIMARY KEY(`import_id`, `number`)
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`site_id` text NOT NULL,
	`region` text NOT NULL,
	`bytes` integer NOT NULL,
	`state` text NOT NULL,
	`fingerprint` text,
	`as_of` integer,
	`format` text,
	`mapping` text,
	`columns` text,
	`begun_at` integer,
	`foreseen` text,
	`totals` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `imports_fingerprint` ON `imports` (`fingerprint`);--> statement-breakpoint
CREATE TABLE `retention` (
	`id` text PRIMARY KEY NOT NULL,
	`event_days` integer,
	`idle_days` integer,
	`archive_days` integer,
	`updated_at` integer NOT NULL
);
