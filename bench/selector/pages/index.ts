import { blog } from './blog.ts';
import { conference } from './conference.ts';
import { dashboard } from './dashboard.ts';
import { docs } from './docs.ts';
import { forum } from './forum.ts';
import { landing } from './landing.ts';
import { news } from './news.ts';
import type { BenchPage } from './page.ts';
import { pricing } from './pricing.ts';
import { product } from './product.ts';
import { shopList } from './shop-list.ts';

/** The pages, those last that were held out. */
export const pages: readonly BenchPage[] = [
	...[shopList, product, blog, docs, dashboard, landing, forum, pricing],
	...[news, conference],
];
