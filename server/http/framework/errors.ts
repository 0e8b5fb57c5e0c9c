import type { Issue } from '#contract/errors'
import type { ErrorCode } from '#core/words/failures'
import { failureMessages } from '#core/words/failures'
import type { Refusal } from '../../services/refusal.ts'
import { isRefusal } from '../../services/refusal.ts'

/** The status of every code a reply can carry. */
export const statuses = {
  malformed_json: 400,
  invalid_request: 400,
  unknown_code: 400,
  period_not_over: 400,
  month_not_finished: 400,
  unreadable_file: 400,
  not_signed_in: 401,
  unknown_device: 401,
  wrong_credentials: 401,
  code_required: 401,
  wrong_code: 401,
  wrong_link: 401,
  wrong_pairing_code: 401,
  not_allowed: 403,
  outside_areas: 403,
  outside_scope: 403,
  password_change_required: 403,
  device_replaced: 403,
  foreign_origin: 403,
  not_found: 404,
  unknown_unit: 404,
  no_edition: 404,
  request_timeout: 408,
  last_admin: 409,
  account_retired: 409,
  already_closed: 409,
  already_exists: 409,
  device_retired: 409,
  no_backup_folder: 409,
  counter_in_use: 409,
  too_large: 413,
  unsupported_media_type: 415,
  too_many_attempts: 429,
  too_many_exports: 429,
  headers_too_large: 431,
  internal: 500,
  storage_failed: 503,
  storage_locked: 503,
  storage_moved: 503,
} as const satisfies Record<ErrorCode, number>

/** What a route throws to answer with a code of the catalogue. */
export class ApiError extends Error {
  readonly code: ErrorCode
  readonly issues: readonly Issue[]
  /** When to try again, for the Retry-After header; null: nothing is said. */
  readonly retryAfterMs: number | null

  constructor(code: ErrorCode, issues: readonly Issue[] = [], retryAfterMs: number | null = null) {
    super(failureMessages[code])
    this.code = code
    this.issues = issues
    this.retryAfterMs = retryAfterMs
  }
}

/** What a service answered. @throws ApiError in the place of its refusal */
export function orThrow<Answer>(answer: Answer | Refusal): Answer {
  if (isRefusal(answer)) throw new ApiError(answer.refused, answer.issues, answer.retryAfterMs)
  return answer
}
