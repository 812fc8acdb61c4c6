CREATE TABLE `computed_traits` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`amount` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
