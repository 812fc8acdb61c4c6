/** What consent is asked for: two uses of data, and each channel that messages go out on. */
export const purposes = ['analytics', 'personalization', 'email', 'sms', 'push', 'onsite'] as const;
export type Purpose = (typeof purposes)[number];
