CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`home` text NOT NULL,
	`name` text,
	`traits` text DEFAULT '{}' NOT NULL,
	`computed` text DEFAULT '{}' NOT NULL,
	`members` integer DEFAULT 0 NOT NULL,
	`is_verified` integer DEFAULT false NOT NULL,
	`last_seen_at` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `accounts_last_seen` ON `accounts` (`last_seen_at`);--> statement-breakpoint
ALTER TABLE `computed_traits` ADD `scope` text DEFAULT 'person' NOT NULL;