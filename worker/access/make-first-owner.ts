import { Refusal } from '../../core/refusal.ts';
import type { Env } from '../env.ts';
import { newId } from '../new-id.ts';
import type { User } from './admin.ts';
import { hashPassword } from './password.ts';

/** What the first owner says about themself. */
export interface FirstOwner {
	readonly name: string;
	readonly email: string;
	readonly password: string;
}

/**
 * Makes the owner of a workspace that has nobody yet. Refuses with 409 as soon as there is anybody: the condition
 * stands in the statement itself, so of two that come at once only one is made.
 */
export async function makeFirstOwner(env: Env, owner: FirstOwner): Promise<User> {
	const user: User = { id: newId('usr'), name: owner.name, email: owner.email, role: 'owner' };
	const password = await hashPassword(owner.password);
	const now = Date.now();
	const [made] = await env.DB.batch([
		env.DB.prepare(
			`INSERT INTO auth_users (id, name, email, email_verified, role, created_at, updated_at)
			 SELECT ?1, ?2, ?3, 1, 'owner', ?4, ?4 WHERE NOT EXISTS (SELECT 1 FROM auth_users)`,
		).bind(user.id, user.name, user.email, now),
		env.DB.prepare(
			`INSERT INTO auth_accounts (id, user_id, account_id, provider_id, password, created_at, updated_at)
			 SELECT ?1, id, id, 'credential', ?2, ?3, ?3 FROM auth_users WHERE id = ?4`,
		).bind(newId('acc'), password, now, user.id),
	]);
	if (made?.meta.changes === 0) {
		throw new Refusal('already-set-up', 'This workspace has an owner already.', { status: 409, hint: 'Sign in.' });
	}
	return user;
}
