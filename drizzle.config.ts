import { defineConfig } from 'drizzle-kit';

/** `npm run migration -- --name what-changes` writes the next migration from the schemas. */
export default defineConfig({
	dialect: 'sqlite',
	schema: './worker/*/schema.ts',
	out: './migrations',
});
