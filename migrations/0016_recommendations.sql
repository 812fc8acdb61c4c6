CREATE TABLE `catalogs` (
	`id` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`learned_at` integer NOT NULL
);
