CREATE TABLE `identity_kinds` (
	`kind` text PRIMARY KEY NOT NULL,
	`trait` text,
	`priority` integer NOT NULL,
	`max` integer NOT NULL,
	`joins` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `merge_refusals` (
	`source_id` text NOT NULL,
	`target_id` text NOT NULL,
	`reason` text NOT NULL,
	`cause_kind` text NOT NULL,
	`cause_value` text NOT NULL,
	`first_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`source_id`, `target_id`)
);
--> statement-breakpoint
CREATE INDEX `merge_refusals_target` ON `merge_refusals` (`target_id`,`last_at`);--> statement-breakpoint
CREATE TABLE `merges` (
	`id` text PRIMARY KEY NOT NULL,
	`source_id` text NOT NULL,
	`target_id` text NOT NULL,
	`state` text NOT NULL,
	`cause_kind` text NOT NULL,
	`cause_value` text NOT NULL,
	`begun_at` integer NOT NULL,
	`done_at` integer,
	`undone_at` integer,
	`undone_by` text,
	`identities` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `merges_source` ON `merges` (`source_id`) WHERE state <> 'undone';--> statement-breakpoint
CREATE INDEX `merges_target` ON `merges` (`target_id`);--> statement-breakpoint
ALTER TABLE `identities` ADD `verified` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `identities_profile` ON `identities` (`profile_id`,`kind`);