import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { root } from '../scripts/run-command.ts';
import { chromiumPath, quietFlags } from './browser.ts';
import type { Product } from './product.ts';

/** A browser of its own with the extension in it. */
export interface ExtensionBrowser {
	readonly context: BrowserContext;
	/** The address of the popup, which works as a tab as well: a toolbar's popup cannot be clicked from outside. */
	readonly popupUrl: string;
	close(): Promise<void>;
}

/** Starts Chromium with the built extension, on a fresh profile. `colorScheme` is what pages are told. */
export async function launchWithExtension(colorScheme: 'light' | 'dark' = 'light'): Promise<ExtensionBrowser> {
	const extension = join(root, 'dist/extension');
	if (!existsSync(extension)) throw new Error('the extension is not built: run `node scripts/build.ts extension`');
	const profile = await mkdtemp(join(tmpdir(), 'edgewise-extension-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: chromiumPath(),
		headless: true,
		colorScheme,
		viewport: { width: 1280, height: 800 },
		ignoreDefaultArgs: ['--disable-extensions'],
		args: [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`, ...quietFlags],
	});
	const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
	return {
		context,
		popupUrl: new URL('/popup/popup.html', worker.url()).href,
		async close() {
			await context.close();
			await rm(profile, { recursive: true, force: true });
		},
	};
}

/** Connects the extension to a workspace, as a person does: asks in the popup, signs in there and approves its code. */
export async function connectExtension(
	{ context }: ExtensionBrowser,
	popup: Page,
	{ url, email, password }: Pick<Product, 'url' | 'email' | 'password'>,
): Promise<void> {
	await popup.getByLabel('Workspace address').fill(url);
	const opened = context.waitForEvent('page');
	await popup.getByRole('button', { name: 'Connect' }).click();
	const workspace = await opened;
	const code = await popup.getByLabel('Your code').textContent();
	await workspace.getByLabel('E-mail').fill(email);
	await workspace.getByLabel('Password').fill(password);
	await workspace.getByRole('button', { name: 'Sign in' }).click();
	await workspace.getByText(code ?? 'no code', { exact: true }).waitFor();
	await workspace.getByRole('button', { name: 'Approve' }).click();
	await workspace.getByText('The extension is connected').waitFor();
	await popup.getByText(email).waitFor();
	await workspace.close();
}
