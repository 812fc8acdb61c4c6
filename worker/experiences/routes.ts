import { Hono } from 'hono';
import type { Admin } from '../access/admin.ts';
import { draftRoutes } from './draft-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { releaseRoutes } from './release-routes.ts';
import { verdictRoutes } from './verdict-routes.ts';

/** What is shown to whom: drafts, releases, and questions about pages. */
export const experienceRoutes = new Hono<Admin>()
	.route('/', draftRoutes) // what marketers edit
	.route('/', releaseRoutes) // what visitors get
	.route('/', verdictRoutes) // where edits are made, and why
	.route('/', pageRoutes); // explain, preview
