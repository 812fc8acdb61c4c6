/** Draws extension/icons/icon.svg as the PNG files that Chrome wants: `node scripts/draw-extension-icons.ts`. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const icons = new URL('../extension/icons/', import.meta.url);
const svg = await readFile(new URL('icon.svg', icons), 'utf8');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
	await page.setViewportSize({ width: size, height: size });
	const scaled = svg.replace('width="32" height="32" viewBox', `width="${size}" height="${size}" viewBox`);
	await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${scaled}`);
	await page.screenshot({ path: fileURLToPath(new URL(`icon-${size}.png`, icons)), omitBackground: true });
}
await browser.close();
