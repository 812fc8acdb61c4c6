CREATE TABLE `bandits` (
	`experience_id` text PRIMARY KEY NOT NULL,
	`weights` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `holdouts` (
	`site_id` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`updated_at` integer NOT NULL
);
