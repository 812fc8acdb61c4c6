import type { Browser } from 'playwright-core';
import type { Visit } from './http-visitor.ts';

/** What the tag puts on a page. */
declare const edgewise: { track(event: string, properties: object): unknown };

/** A person with a real browser: what counts as seen is the tag's own word. Answers the variant. */
export async function visitByBrowser(
	browser: Browser,
	reluctance: number,
	spends: number,
	{ shopUrl, experienceId, buys }: Pick<Visit, 'shopUrl' | 'experienceId' | 'buys'>,
): Promise<string> {
	const context = await browser.newContext();
	try {
		const page = await context.newPage();
		const exposure = page.waitForRequest((request) => request.postData()?.includes('"Experience Viewed"') ?? false);
		await page.goto(`${shopUrl}/`);
		const posted: { batch: { event?: string; properties?: Record<string, unknown> }[] } = JSON.parse(
			(await exposure).postData() ?? '{"batch":[]}',
		);
		const seen = posted.batch.find(
			({ event, properties }) => event === 'Experience Viewed' && properties?.experienceId === experienceId,
		);
		const variantId = String(seen?.properties?.variantId);
		if (reluctance < (buys[variantId] ?? 0)) {
			const ordered = page.waitForResponse(
				(response) => response.request().postData()?.includes('"Order Completed"') ?? false,
			);
			await page.evaluate((total) => void edgewise.track('Order Completed', { total }), spends);
			await ordered;
		}
		return variantId;
	} finally {
		await context.close();
	}
}
