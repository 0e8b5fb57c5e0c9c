import { ReceiptReply, ResponseEnvelope, SubmittedResponse } from '#contract/responses'
import type { Incoming, Intake } from '../../store/ratings/intake.ts'
import { senderOf } from '../access/access.ts'
import { issuesOf } from '#contract/errors'
import type { Routes } from '../framework/routes.ts'

/** Bytes of one batch, and of one response in it. */
export const LARGEST_BATCH = 1024 * 1024
export const LARGEST_RESPONSE = 16 * 1024

/** The envelope is checked by the route's schema, each response by itself: one bad one never blocks the others. */
export const responseRoutes =
  (intake: Intake): Routes =>
  (app) => {
    const schema = { body: ResponseEnvelope, response: { 200: ReceiptReply } }
    app.post('/api/responses', { config: { access: 'sender' }, bodyLimit: LARGEST_BATCH, schema }, async (request) => {
      const mayBeLarge = Number(request.headers['content-length'] ?? Infinity) > LARGEST_RESPONSE
      const responses = request.body.responses.map((response) => incoming(response, mayBeLarge))
      return intake.accept({ deviceId: senderOf(request), responses })
    })
  }

/** Reads one response; what cannot be read keeps its id and seq where those can, so that the kiosk knows which it was. */
export function incoming(response: unknown, mayBeLarge: boolean): Incoming {
  if (mayBeLarge && isTooLarge(response))
    return { kind: 'refused', ...named(response), issues: [{ path: '', code: 'too_large' }] }
  if (hidesCriterion(response))
    return { kind: 'refused', ...named(response), issues: [{ path: 'answers.__proto__', code: 'unknown_criterion' }] }
  const parsed = SubmittedResponse.safeParse(response)
  if (parsed.success) return { kind: 'record', record: parsed.data }
  return { kind: 'refused', ...named(response), issues: issuesOf(parsed.error, response) }
}

/** The schema of a record passes over this one key without a word, and would store the rest. */
function hidesCriterion(response: unknown): boolean {
  if (typeof response !== 'object' || response === null) return false
  const answers: unknown = Reflect.get(response, 'answers')
  return typeof answers === 'object' && answers !== null && Object.hasOwn(answers, '__proto__')
}

/** Nested too deep to be written again counts as too large: no honest kiosk nests. */
function isTooLarge(response: unknown): boolean {
  try {
    return Buffer.byteLength(JSON.stringify(response)) > LARGEST_RESPONSE
  } catch (error) {
    if (error instanceof RangeError) return true
    throw error
  }
}

function named(response: unknown): { readonly id: string | null; readonly seq: number | null } {
  if (typeof response !== 'object' || response === null) return { id: null, seq: null }
  const id: unknown = Reflect.get(response, 'id')
  const seq = SubmittedResponse.shape.seq.safeParse(Reflect.get(response, 'seq'))
  return { id: typeof id === 'string' ? id.slice(0, 100) : null, seq: seq.success ? seq.data : null }
}
