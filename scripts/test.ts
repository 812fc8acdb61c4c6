import { build } from './build.ts';
import { runTool } from './run-command.ts';
import { needChromium } from './test/need-chromium.ts';

/** `npm test`: everything that tests need, then all of them. Arguments go to vitest (`npm test -- core`). */
needChromium();
await build((line) => console.log(line));
const { code } = await runTool('vitest', ['run', ...process.argv.slice(2)], { show: true });
process.exit(code);
