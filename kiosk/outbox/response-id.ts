import { startOfHalfDay } from '#core/time/civil-time'

/** Bytes of chance a response id needs. */
export const RANDOM_BYTES = 10

/**
 * A UUID v7 whose time is the start of the half-day of the tap: ids stay ordered enough for the database and tell
 * nobody when a person stood there. The rest is `random` (RFC 9562, 5.7).
 *
 * @param answeredAtMs the tap, in epoch milliseconds of the server's clock
 * @param random at least RANDOM_BYTES bytes
 */
export function responseId(answeredAtMs: number, random: Uint8Array): string {
  const time = Math.max(0, startOfHalfDay(answeredAtMs)).toString(16).padStart(12, '0')
  const chance = Array.from(random.subarray(0, RANDOM_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = (8 + (Number.parseInt(chance.charAt(4), 16) & 3)).toString(16)
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${chance.slice(1, 4)}`,
    `${variant}${chance.slice(5, 8)}`,
    chance.slice(8, 20),
  ].join('-')
}
