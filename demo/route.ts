import { findCategory, findProduct } from './catalogue.ts';
import type { Page } from './page.ts';
import { accountPage } from './views/account.ts';
import { cartPage } from './views/cart.ts';
import { categoryPage } from './views/category.ts';
import { checkoutPage } from './views/checkout.ts';
import { homePage } from './views/home.ts';
import { notFoundPage } from './views/not-found.ts';
import { privacyPage } from './views/privacy.ts';
import { productPage } from './views/product.ts';
import { searchPage } from './views/search.ts';
import { thanksPage } from './views/thanks.ts';

const pages: ReadonlyMap<string, (query: URLSearchParams) => Page> = new Map<string, (query: URLSearchParams) => Page>([
	['/', homePage],
	['/cart', cartPage],
	['/checkout', checkoutPage],
	['/thanks', thanksPage],
	['/account', accountPage],
	['/privacy', privacyPage],
	['/search', (query) => searchPage(query.get('q') ?? undefined)],
]);

/** The page at a pathname, with what stands behind its question mark; the 404 page for a path that leads nowhere. */
export function pageAt(pathname: string, query = ''): Page {
	const fixed = pages.get(pathname);
	if (fixed) return fixed(new URLSearchParams(query));
	const [, kind, id, ...rest] = pathname.split('/');
	if (id === undefined || rest.length > 0) return notFoundPage();
	const category = kind === 'c' ? findCategory(id) : undefined;
	if (category) return categoryPage(category);
	const product = kind === 'p' ? findProduct(id) : undefined;
	return product ? productPage(product) : notFoundPage();
}
