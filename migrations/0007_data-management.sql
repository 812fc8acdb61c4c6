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
CREATE INDEX `imports_fingerprint` ON `imports` (`fingerprint`);