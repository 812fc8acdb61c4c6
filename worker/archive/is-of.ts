/** Whether a line is a person's: that stands at its beginning; what visitors say comes later, and may say anything. */
export function isOf(line: string, profileId: string): boolean {
	return /^\{"log":"[^"]*","seq":\d+,"profileId":"([^"]*)"/.exec(line)?.[1] === profileId;
}

/** Whether a line is what somebody said of an account by itself: it is nobody's. */
export function isOfAccount(line: string, accountId: string): boolean {
	return /^\{"log":"[^"]*","seq":\d+,"profileId":null,/.test(line) && JSON.parse(line).groupId === accountId;
}
