/** Whether a write to D1 failed because `column` (`table.column`) already has the value. drizzle wraps D1's error. */
export function isTaken(error: unknown, column: string): boolean {
	for (let cause = error; cause instanceof Error; cause = cause.cause) {
		if (cause.message.includes(`UNIQUE constraint failed: ${column}`)) return true;
	}
	return false;
}
