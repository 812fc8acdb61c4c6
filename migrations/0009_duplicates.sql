CREATE TABLE `duplicate_keys` (
	`profile_id` text NOT NULL,
	`key` text NOT NULL,
	`vouched` integer NOT NULL,
	`checked` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`profile_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `duplicate_keys_key` ON `duplicate_keys` (`key`);--> statement-breakpoint
CREATE INDEX `duplicate_keys_unchecked` ON `duplicate_keys` (`key`,`profile_id`) WHERE checked = 0;--> statement-breakpoint
CREATE TABLE `duplicates` (
	`id` text PRIMARY KEY NOT NULL,
	`one_id` text NOT NULL,
	`other_id` text NOT NULL,
	`state` text NOT NULL,
	`score` integer NOT NULL,
	`level` text NOT NULL,
	`found_at` integer NOT NULL,
	`decided_at` integer,
	`decided_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `duplicates_pair` ON `duplicates` (`one_id`,`other_id`);--> statement-breakpoint
CREATE INDEX `duplicates_other` ON `duplicates` (`other_id`);--> statement-breakpoint
CREATE INDEX `duplicates_state` ON `duplicates` (`state`,`score`);