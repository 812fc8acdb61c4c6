CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`url` text NOT NULL,
	`signing_secret` text NOT NULL,
	`segments` text NOT NULL,
	`moves` text NOT NULL,
	`enabled` integer NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`failing_since` integer,
	`last_error` text,
	`last_answer_at` integer,
	`given_up` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
-- Two users with one address are proposed from now on: whoever shares one is compared again.
UPDATE `duplicate_keys` SET `checked` = 0 WHERE (`key` LIKE 'mailbox:%' OR `key` LIKE 'phone:%')
	AND EXISTS (SELECT 1 FROM `duplicate_keys` AS `other` WHERE `other`.`key` = `duplicate_keys`.`key` AND `other`.`profile_id` <> `duplicate_keys`.`profile_id`);
