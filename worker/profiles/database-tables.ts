/** D1's tables that know people, and the column that says whom: whoever takes somebody out, or erases them, goes through all. */
export const tablesOfPeople = [
	['profiles', 'id'],
	['identities', 'profile_id'],
	['deliveries', 'profile_id'],
	['mailbox', 'profile_id'],
] as const;
