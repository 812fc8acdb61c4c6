import { eq, lt } from 'drizzle-orm';
import { toBase64Url } from '../base64url.ts';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { trafficSalts } from './schema.ts';

/** The last day's salt that this isolate has asked for. */
let held: { readonly day: number; readonly salt: string } | null = null;

/** The salt of a day, made by whoever asks first; salts of the days before are deleted then. */
export async function saltOf(env: Env, day: number): Promise<string> {
	if (held?.day === day) return held.salt;
	const db = database(env);
	const made = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
	await db.batch([
		db.insert(trafficSalts).values({ day, salt: made }).onConflictDoNothing(),
		db.delete(trafficSalts).where(lt(trafficSalts.day, day)),
	]);
	const row = await db.select().from(trafficSalts).where(eq(trafficSalts.day, day)).get();
	if (!row) throw new Error(`there is no salt of day ${day}`);
	held = row;
	return row.salt;
}

/** Deletes the salts of days that are over. Also forgets what this isolate holds of them. */
export async function deleteOldSalts(env: Env, today: number): Promise<void> {
	if (held && held.day < today) held = null;
	await database(env).delete(trafficSalts).where(lt(trafficSalts.day, today));
}

/** For tests, which begin with an empty database in the same isolate. */
export function forgetSalt(): void {
	held = null;
}
