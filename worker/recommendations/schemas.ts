import * as v from 'valibot';

const text = v.nullable(v.string());

export const RecommendationSchema = v.object({
	product_id: v.string(),
	name: text,
	url: v.pipe(text, v.description('On the site: absolute, or from its root.')),
	image_url: text,
	price: v.nullable(v.number()),
	currency: text,
	category: text,
	reason: v.pipe(
		v.picklist(['related', 'popular']),
		v.description('It goes with what the person looked at; or many look at it.'),
	),
});

export const RecommendationsBody = v.object({
	learnedAt: v.pipe(text, v.description('When everyone was counted last; null before the first time.')),
	items: v.array(RecommendationSchema),
});

export const RecommendationsQuery = v.object({
	profile: v.pipe(v.optional(v.string()), v.description('For this person; else for whom nothing is known.')),
	url: v.pipe(v.optional(v.pipe(v.string(), v.url())), v.description('On this page.')),
});
