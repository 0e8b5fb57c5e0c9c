/** How late a tap may reach the server, in milliseconds: one that was longer ago is refused (design §5). */
export const OLDEST_TAP_MS = 90 * 86_400_000
