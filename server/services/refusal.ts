import type { Issue } from '#contract/errors'
import type { ErrorCode } from '#core/words/failures'

/**
 * Why a service did not do what was asked: the answer it gives instead of a value. A door says it in its own way: a route as
 * a reply with this code, a command as a line on the console.
 */
export interface Refusal {
  readonly refused: ErrorCode
  readonly issues: readonly Issue[]
  /** When it may be asked again; null: nothing is said. */
  readonly retryAfterMs: number | null
}

/** A refusal as a whole, or with what is wrong where. */
export function refuse(refused: ErrorCode, issues: readonly Issue[] = []): Refusal {
  return { refused, issues, retryAfterMs: null }
}

/** A refusal for one field of what was asked. */
export function refuseField(refused: ErrorCode, path: string, code: string): Refusal {
  return refuse(refused, [{ path, code }])
}

/** Too many attempts: the next one is allowed after `retryAfterMs`. */
export function refuseUntilLater(retryAfterMs: number): Refusal {
  return { refused: 'too_many_attempts', issues: [], retryAfterMs }
}

export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'refused' in answer
}
