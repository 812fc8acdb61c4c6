import type { Context } from 'hono';
import type { Env } from '../env.ts';

/** Somebody with access to this workspace. Owners and editors change things; viewers look. */
export interface User {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly role: 'owner' | 'editor' | 'viewer';
}

/** What Hono knows on the admin API's routes: `new Hono<Admin>()`. `user` is there behind `requireUser`. */
export interface Admin {
	Bindings: Env;
	Variables: { user: User };
}

export type AdminContext = Context<Admin>;

/** Whether the user may change things, and see what lets others in. */
export function mayWrite(user: User): boolean {
	return user.role !== 'viewer';
}
