CREATE TABLE `segment_sizes` (
	`segment_id` text NOT NULL,
	`day` text NOT NULL,
	`members` integer NOT NULL,
	PRIMARY KEY(`segment_id`, `day`)
);
--> statement-breakpoint
ALTER TABLE `segments` ADD `kind` text DEFAULT 'live' NOT NULL;--> statement-breakpoint
ALTER TABLE `segments` ADD `taken_at` integer;