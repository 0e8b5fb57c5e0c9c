/**
 * What a property is when a component begins. A form starts with it and keeps what is typed, also when the list around it
 * is read again.
 */
export const atStart = <T>(read: () => T): T => read()
