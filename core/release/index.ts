export { experienceSchema, parseExperience } from './schema.ts';
export type { Experience, PageRule, Release, Variant } from './types.ts';
export { type Problem, type ReleaseDraft, validateRelease } from './validate.ts';
