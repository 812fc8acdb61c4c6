export { experienceSchema, parseExperience } from './schema.ts';
export {
	type BanditRule,
	type Conflict,
	type Experience,
	type Holdout,
	holdoutId,
	type PageRule,
	type Prerequisite,
	type Release,
	type Variant,
} from './types.ts';
export { unseenCookie } from './unseen-cookie.ts';
export { type Problem, type ReleaseDraft, validateRelease } from './validate.ts';
export { typeOfValue, type ValueType } from './values.ts';
