/** The tag's version as events carry it in `context.library`; a test holds it to package.json's. */
export const version = '0.1.0';
