import { randomBytes } from 'node:crypto'
import type { ReceiptReply, SubmittedResponse } from '#contract/responses'
import { civilTime, startOfHalfDay } from '#core/time/civil-time'
import { uuidText } from '../../server/store/ledger/keys.ts'
import type { Caller, Reply } from './caller.ts'

/** Fields of a record that a test cares about. */
export type TapFields = Partial<Omit<SubmittedResponse, 'answers'>> & {
  readonly level?: number | null
  readonly answers?: unknown
}

/** A paired kiosk that numbers its records by itself. */
export interface Kiosk {
  readonly id: number
  readonly token: string
  readonly caller: Caller
  /** A valid record of now with the next seq; what is given replaces what it would say, right or wrong. */
  tap(fields?: TapFields): Tap
  /** Sends a batch that is taken; @returns the reply's body */
  send(...records: readonly unknown[]): Promise<ReceiptReply>
  /** Sends anything, for replies other than 200. */
  post(body: unknown): Promise<Reply>
  /** Taps each level once and sends them. */
  rate(levels: readonly (number | null)[], fields?: TapFields): Promise<ReceiptReply>
}

export type Tap = Omit<SubmittedResponse, 'answers'> & { readonly answers: Record<string, number | null> }

interface KioskParts {
  readonly token: string
  readonly id: number
  call(headers: Readonly<Record<string, string>>): Caller
  clock(): number
}

/** As the kiosk makes it: a UUID v7 whose time is only the start of the half-day. */
export function newId(epochMs: number): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(startOfHalfDay(epochMs), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return uuidText(bytes)
}

export function createKiosk({ token, id, call, clock }: KioskParts): Kiosk {
  const caller = call({ authorization: `Bearer ${token}` })
  let seq = 0
  const tap: Kiosk['tap'] = ({ level, ...fields } = {}) => {
    const answeredAt = fields.answeredAt ?? civilTime(clock())
    const answers = { overall: level === undefined ? 4 : level }
    const when = Number.isNaN(Date.parse(answeredAt)) ? clock() : Date.parse(answeredAt)
    return { id: newId(when), seq: ++seq, questionnaire: 'quay-nhanh@1', answers, answeredAt, ...fields } as Tap
  }
  const post: Kiosk['post'] = (body) => caller.post('/api/responses', body)
  const send: Kiosk['send'] = async (...responses) => {
    const reply = await post({ responses })
    if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`)
    return reply.body as ReceiptReply
  }
  const rate: Kiosk['rate'] = (levels, fields = {}) => send(...levels.map((level) => tap({ level, ...fields })))
  return { id, token, caller, tap, send, post, rate }
}
