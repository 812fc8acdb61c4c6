import { Hono } from 'hono';
import type { Admin } from '../access/admin.ts';
import { goalRoutes } from './goal-routes.ts';
import { judgeRoutes } from './judge-routes.ts';

/** What experiences are judged by, and what has become of them. */
export const resultRoutes = new Hono<Admin>()
	.route('/', goalRoutes) // metrics
	.route('/', judgeRoutes); // how they decide, and what they say
