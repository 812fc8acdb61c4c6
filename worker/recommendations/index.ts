/** Products that visitors may want to see, for the templates of edits. */
export { learnProducts } from './learn-products.ts';
export { mentionsRecommendations } from './mentions.ts';
export { forgetCatalog, recommendedFor, recommendedOn } from './recommended.ts';
export { recommendationRoutes } from './routes.ts';
