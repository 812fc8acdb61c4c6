import { expect, test } from 'vitest';
import { newBell } from './bell.ts';

test('whoever waits hears when it becomes true, and when it does not in time', async () => {
	const bell = newBell();
	let true_ = false;
	const heard = bell.until(() => true_, 5_000);
	bell.ring();
	true_ = true;
	bell.ring();
	expect(await heard).toBe(true);
	expect(await bell.until(() => false, 10)).toBe(false);
});

test('it is at rest when it has not rung for as long as asked', async () => {
	const bell = newBell();
	const ringing = setInterval(bell.ring, 1);
	expect(await bell.rest(200, 50)).toBe(false);
	clearInterval(ringing);
	expect(await bell.rest(30, 5_000)).toBe(true);
});
