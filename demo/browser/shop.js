// @ts-check
/** The shop's script: what every page does, and then what this page does. */
import { showAccount } from './shop/account-page.js';
import { countItems } from './shop/cart.js';
import { showCart } from './shop/cart-page.js';
import { onCartChange, readCart } from './shop/cart-store.js';
import { showCheckout } from './shop/checkout-page.js';
import { find } from './shop/dom.js';
import { reportList } from './shop/list-page.js';
import { listenForNewsletter } from './shop/newsletter.js';
import { showPrivacy } from './shop/privacy-page.js';
import { showProduct } from './shop/product-page.js';
import { showThanks } from './shop/thanks-page.js';

/** @type {Readonly<Record<string, () => void>>} */
const pages = {
	home: reportList,
	category: reportList,
	product: showProduct,
	cart: showCart,
	checkout: showCheckout,
	thanks: showThanks,
	account: showAccount,
	privacy: showPrivacy,
	search: reportList,
};

function showCount() {
	const count = countItems(readCart());
	const badge = find('cart-count');
	badge.textContent = String(count);
	badge.classList.toggle('full', count > 0);
}

showCount();
onCartChange(showCount);
listenForNewsletter();
pages[document.body.dataset.page ?? '']?.();
