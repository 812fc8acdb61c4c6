// `npm start`: installs what is missing, then builds, migrates, seeds and runs the product (scripts/start/main.ts).
import { installOnce, runOnInstalledNode } from './install.mjs';

installOnce();
runOnInstalledNode('scripts/start/main.ts', process.argv.slice(2));
