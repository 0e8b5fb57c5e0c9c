import type { HeartbeatReply, PairReply } from '#contract/devices'
import type { ErrorReply } from '#contract/errors'
import type { KioskSetup } from '#contract/kiosk-setup'
import type { ReceiptReply } from '#contract/responses'

// A hotel's sign-in page or a proxy may answer 200 in the server's place: what is not the server's own shape is
// no reply. The schemas themselves stay on the server, they would be heavier than the rest of the kiosk.

function has(value: unknown, ...names: readonly string[]): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && names.every((name) => name in value)
}

/** Whether this is how the server says no. */
export function isErrorReply(value: unknown): value is ErrorReply {
  return has(value, 'code', 'message') && typeof value.code === 'string'
}

/** Whether this is what pairing answers. */
export function isPairReply(value: unknown): value is PairReply {
  return has(value, 'token', 'device') && typeof value.token === 'string' && has(value.device, 'id', 'name')
}

/** Whether this is a setup with at least one question to ask. */
export function isKioskSetup(value: unknown): value is KioskSetup {
  return (
    has(value, 'assignment', 'unit', 'counter', 'stage', 'areas', 'questionnaires', 'settings') &&
    Array.isArray(value.areas) &&
    Array.isArray(value.questionnaires) &&
    value.questionnaires.length > 0 &&
    has(value.settings, 'idleSeconds', 'idleFacesSeconds', 'askMoreTimeSeconds', 'thanksSeconds')
  )
}

/** Whether this is what a heartbeat answers. */
export function isHeartbeatReply(value: unknown): value is HeartbeatReply {
  return has(value, 'receivedTo', 'serverTime') && typeof value.serverTime === 'string'
}

/** Whether these are receipts. */
export function isReceiptReply(value: unknown): value is ReceiptReply {
  return (
    has(value, 'receipts', 'receivedTo') &&
    typeof value.receivedTo === 'number' &&
    Array.isArray(value.receipts) &&
    value.receipts.every((receipt: unknown) => has(receipt, 'id', 'status'))
  )
}
