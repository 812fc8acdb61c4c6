CREATE TABLE `edit_verdicts` (
	`experience_id` text PRIMARY KEY NOT NULL,
	`site_id` text NOT NULL,
	`release` integer NOT NULL,
	`pages` text NOT NULL,
	`checked_at` integer NOT NULL
);
