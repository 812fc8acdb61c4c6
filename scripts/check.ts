import { build } from './build.ts';
import { breaches } from './check/import-directions.ts';
import { root, runTool } from './run-command.ts';

/** `npm run check`: types, lint and format, import directions, and that the Worker would deploy. */
const projects = ['core', 'worker', 'tracker', 'extension', 'dashboard'].map((folder) => `${folder}/tsconfig.json`);

let failed = 0;

for (const project of [...projects, 'tsconfig.node.json']) await tool(`types of ${project}`, 'tsc', ['-p', project]);
await tool('lint and format', 'biome', ['check', '.']);
report(
	'import directions',
	breaches(root).map(({ file, imports, rule }) => `${file} imports ${imports}: ${rule}`),
);
// wrangler looks for the assets folder, and a deploy carries what is built.
await build(() => undefined);
await tool('deploy, dry run', 'wrangler', ['deploy', '--dry-run', '--outdir', 'dist/worker']);
process.exit(failed > 0 ? 1 : 0);

async function tool(name: string, command: string, args: readonly string[]): Promise<void> {
	const { code, output } = await runTool(command, args);
	report(name, code === 0 ? [] : [output.trim()]);
}

function report(name: string, problems: readonly string[]): void {
	console.log(`${problems.length === 0 ? '✓' : '✗'} ${name}`);
	for (const problem of problems) console.log(problem);
	if (problems.length > 0) failed++;
}
