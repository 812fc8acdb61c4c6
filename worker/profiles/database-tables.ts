/** D1's tables that know people, and the column that says whom: whoever takes somebody out, or erases them, goes through all. */
export const tablesOfPeople = [
	['profiles', 'id'],
	['identities', 'profile_id'],
	['deliveries', 'profile_id'],
	['mailbox', 'profile_id'],
	['merges', 'source_id'],
	['merges', 'target_id'],
	['merge_refusals', 'source_id'],
	['merge_refusals', 'target_id'],
	['duplicate_keys', 'profile_id'],
	['duplicates', 'one_id'],
	['duplicates', 'other_id'],
	['enrichment_cache', 'profile_id'],
] as const;
