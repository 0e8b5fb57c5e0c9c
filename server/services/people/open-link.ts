import { civilDate } from '#core/time/civil-time'
import type { ReadingLinks } from '../../store/people/reading-links.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import type { Attempts } from './attempts.ts'
import { beginTry } from './attempts.ts'

export interface LinkStores {
  readonly readingLinks: ReadingLinks
  /** Tries per address. */
  readonly attempts: Attempts
}

/** A reading link as it was opened. */
export interface LinkClaim {
  readonly token: string
  readonly address: string
  readonly browserName: string
  readonly now: number
}

/** A session that ends with its link. */
export interface LinkSession {
  readonly sessionToken: string
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

/** Begins a session by a reading link. @returns refused with too_many_attempts or wrong_link */
export async function openLink(
  { readingLinks, attempts }: LinkStores,
  { token, address, browserName, now }: LinkClaim,
): Promise<LinkSession | Refusal> {
  const key = `link ${address}`
  const tooMany = beginTry(attempts, key, now)
  if (tooMany) return tooMany
  const opened = await readingLinks.open(token, { now, day: civilDate(now), browser: browserName })
  if (!opened) return refuse('wrong_link')
  attempts.succeeded(key)
  return { sessionToken: opened.token, expiresAt: opened.expiresAt }
}
