/** The text with a capital at its start. */
export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The text as it stands within a sentence: `mã QR`. */
export const uncapitalized = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
