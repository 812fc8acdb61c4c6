CREATE TABLE `counts` (
	`experience_id` text NOT NULL,
	`breakdown` text NOT NULL,
	`question` text NOT NULL,
	`body` text NOT NULL,
	`counted_at` integer NOT NULL,
	PRIMARY KEY(`experience_id`, `breakdown`)
);
--> statement-breakpoint
CREATE TABLE `goals` (
	`id` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `judgings` (
	`experience_id` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`updated_at` integer NOT NULL
);
