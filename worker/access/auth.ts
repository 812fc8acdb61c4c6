import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { betterAuth } from 'better-auth/minimal';
import { bearer } from 'better-auth/plugins/bearer';
import { deviceAuthorization } from 'better-auth/plugins/device-authorization';
import { lt } from 'drizzle-orm';
import { database } from '../database.ts';
import type { Env } from '../env.ts';
import { limitTries } from './limit-tries.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { accounts, deviceCodes, sessions, users, verifications } from './schema.ts';

/** The one program that may ask a person for access to their account. */
export const EXTENSION_CLIENT_ID = 'edgewise-extension';

/**
 * better-auth over D1: e-mail and password, sessions by cookie or bearer token, and the device flow for the
 * extension. Nobody signs up: the first owner is made by set-up. `origin` is the Worker's own, as the browser sees it.
 */
export function makeAuth(env: Env, origin: string) {
	return betterAuth({
		appName: 'Edgewise',
		baseURL: origin,
		basePath: '/api/auth',
		secret: env.SECRET,
		trustedOrigins: [origin],
		telemetry: { enabled: false },
		logger: { level: 'error' },
		database: drizzleAdapter(database(env), {
			provider: 'sqlite',
			schema: {
				user: users,
				session: sessions,
				account: accounts,
				verification: verifications,
				deviceCode: deviceCodes,
			},
		}),
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: 8,
			maxPasswordLength: 256,
			password: { hash: hashPassword, verify: verifyPassword },
		},
		user: {
			additionalFields: { role: { type: 'string', required: true, defaultValue: 'viewer', input: false } },
		},
		session: { expiresIn: 30 * 86_400, updateAge: 86_400 },
		databaseHooks: {
			session: { create: { before: async (session) => ({ data: { ...session, ipAddress: null } }) } },
		},
		rateLimit: {
			enabled: true,
			customStorage: limitTries(env),
			customRules: {
				'/sign-in/email': { window: 60, max: 20 },
				'/change-password': { window: 60, max: 10 },
				'/device/code': { window: 60, max: 20 },
				'/device': { window: 60, max: 30 },
				'/device/approve': { window: 60, max: 30 },
				'/get-session': false,
			},
		},
		advanced: {
			cookiePrefix: 'edgewise',
			useSecureCookies: origin.startsWith('https:'),
			defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
			ipAddress: { ipAddressHeaders: ['cf-connecting-ip'] },
		},
		plugins: [
			bearer(),
			deviceAuthorization({
				verificationUri: `${origin}/device`,
				expiresIn: '15m',
				interval: '2s',
				validateClient: (clientId) => clientId === EXTENSION_CLIENT_ID,
				// Anybody may ask for codes: those that nobody used must not pile up.
				onDeviceAuthRequest: async () => {
					await database(env).delete(deviceCodes).where(lt(deviceCodes.expiresAt, new Date()));
				},
			}),
		],
	});
}
