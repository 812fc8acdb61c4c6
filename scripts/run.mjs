// `node scripts/run.mjs scripts/x.ts …`: installs what is missing, then runs a TypeScript file on the installed Node.
import { installOnce, runOnInstalledNode } from './install.mjs';

installOnce();
const [file, ...args] = process.argv.slice(2);
runOnInstalledNode(file, args);
