import type { HeartbeatReply, PairReply } from '#contract/devices'
import type { ErrorReply } from '#contract/errors'
import type { KioskSetup } from '#contract/kiosk-setup'
import type { ReceiptReply } from '#contract/responses'
import { OVERALL } from '#core/questions/questionnaire'
import {
  fields,
  filled,
  firstOf,
  hash,
  listOf,
  mapOf,
  moment,
  oneOf,
  optional,
  orNull,
  seconds,
  someOf,
  text,
  whole,
} from './shapes.ts'

// A hotel's sign-in page or a proxy may answer 200 in the server's place, and a server may be out of its mind: a reply
// is input like any other, and what is not of the server's own shape is no reply. The schemas themselves stay on the
// server, they would be heavier than the rest of the kiosk.

const words = fields({ vi: text, en: text })
const checkpoint = orNull(fields({ size: whole, hash }))

const errorReply = fields({ code: filled, message: text })
const pairReply = fields({ token: filled, device: fields({ id: filled, name: text }) })
const heartbeatReply = fields({ receivedTo: whole, serverTime: moment, assignment: optional(orNull(filled)) })

const receipt = fields({
  id: orNull(filled),
  status: oneOf('stored', 'duplicate', 'conflict', 'rejected'),
  issues: optional(listOf(fields({ path: text, code: filled }))),
})
const receiptReply = fields({ receipts: listOf(receipt), checkpoint: optional(checkpoint), receivedTo: whole })

const coded = { code: filled, label: words }
const question = fields({ submit: words, result: words, inquiry: words, any: words })
const questionnaire = fields({
  code: filled,
  version: whole,
  criteria: listOf(fields({ code: filled, question, options: listOf(words, 2) }), 1),
  reasons: orNull(fields({ question: words, options: listOf(fields(coded), 1) })),
})
const asksOverall = fields({ criteria: someOf(fields({ code: oneOf(OVERALL) })) })
const questionnaires = listOf(questionnaire, 1)

const kioskSetup = fields({
  assignment: filled,
  unit: fields({ code: filled, name: text }),
  counter: text,
  stage: orNull(oneOf('submit', 'result', 'inquiry')),
  areas: listOf(fields({ ...coded, groups: listOf(text) })),
  procedures: optional(listOf(fields({ ...coded, area: filled }))),
  questionnaires: (value) => questionnaires(value) && firstOf(asksOverall)(value),
  settings: fields({
    idleSeconds: seconds,
    idleFacesSeconds: seconds,
    askMoreTimeSeconds: seconds,
    thanksSeconds: seconds,
  }),
  checkpoint: optional(checkpoint),
  restoredAt: optional(orNull(text)),
  copyKeys: optional(mapOf(hash)),
})

/** Whether this is how the server says no. */
export const isErrorReply = (value: unknown): value is ErrorReply => errorReply(value)

/** Whether this is what pairing answers. */
export const isPairReply = (value: unknown): value is PairReply => pairReply(value)

/** Whether this is a setup with at least one question to ask. */
export const isKioskSetup = (value: unknown): value is KioskSetup => kioskSetup(value)

/** Whether this is what a heartbeat answers. */
export const isHeartbeatReply = (value: unknown): value is HeartbeatReply => heartbeatReply(value)

/** Whether these are receipts. */
export const isReceiptReply = (value: unknown): value is ReceiptReply => receiptReply(value)

/** Whether the receipts are of what was sent: each names an entry that was asked for, and none is named twice. */
export function answersOnly({ receipts }: ReceiptReply, ids: readonly string[]): boolean {
  const named = receipts.flatMap(({ id }) => id ?? [])
  return new Set(named).size === named.length && named.every((id) => ids.includes(id))
}
