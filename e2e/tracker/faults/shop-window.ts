import { createServer } from 'node:http';
import type { Product } from '../../product.ts';
import { edgewiseHead } from '../lab/edgewise.ts';
import { listen, stop } from '../lab/listen.ts';
import { pageOf } from '../lab/pages.ts';

/** A few pages on a host of the product's site: `/page` with the tag from an edge, and `/away` without. */
export async function openShopWindow(
	product: Product,
	edge: string,
): Promise<{ readonly url: string; close(): Promise<void> }> {
	const server = createServer((request, response) => {
		const html = pageOf(new URL(request.url ?? '/', 'http://shop').pathname, edgewiseHead(edge, product.writeKey));
		response.writeHead(html === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(html ?? '');
	});
	const { port } = new URL(await listen(server));
	return { url: `http://${new URL(product.shopUrl).hostname}:${port}`, close: () => stop(server) };
}
