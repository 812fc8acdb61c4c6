CREATE TABLE `health` (
	`day` text NOT NULL,
	`site_id` text NOT NULL,
	`kind` text NOT NULL,
	`code` text NOT NULL,
	`event` text NOT NULL,
	`path` text NOT NULL,
	`count` integer NOT NULL,
	`last_at` integer NOT NULL,
	`message` text NOT NULL,
	`sample` text,
	PRIMARY KEY(`day`, `site_id`, `kind`, `code`, `event`, `path`)
);
--> statement-breakpoint
CREATE TABLE `plans` (
	`site_id` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `traffic_salts` (
	`day` integer PRIMARY KEY NOT NULL,
	`salt` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `sites` ADD `public_word` text DEFAULT 'claims' NOT NULL;--> statement-breakpoint
ALTER TABLE `sites` ADD `before_consent` text DEFAULT 'nothing' NOT NULL;