import { civilTime, startOfHalfDay } from '#core/time/civil-time'
import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { ReceiptReply, SubmittedResponse } from '#contract/responses'
import type { Place } from '../../support/server-process.ts'
import { hailong } from '../../support/server-process.ts'

/** A kiosk's token and the number of the next tap on it. */
export interface PairedDevice {
  readonly token: string
  seq: number
}

export interface Reply {
  readonly status: number
  readonly body: unknown
}

/** Posts JSON over kept connections. @returns status and body; throws when the connection breaks */
export function createPoster(connections: number): (url: string, body: unknown, token?: string) => Promise<Reply> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return (url, body, token) =>
    new Promise((resolve, reject) => {
      const sent = JSON.stringify(body)
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(sent),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      }
      const posted = request(url, { method: 'POST', agent, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          if (response.complete) resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as unknown })
          else reject(new Error('cut off'))
        })
      })
      posted.on('error', reject)
      posted.end(sent)
    })
}

/** Pairs kiosks with a running server the way an officer does: a code from the command line, exchanged for a token. */
export async function pairDevices(place: Place, address: string, count: number): Promise<PairedDevice[]> {
  const post = createPoster(1)
  const devices: PairedDevice[] = []
  for (let number = 1; number <= count; number += 1) {
    const { json } = await hailong(place, 'kiosk', 'pair', '--counter', `Quầy ${number}`, '--json')
    const { code } = json as { code: string }
    const { body } = await post(`${address}/api/devices/pair`, { code })
    devices.push({ token: (body as { token: string }).token, seq: 1 })
  }
  return devices
}

/** A tap as a kiosk sends it: version 7 id with the start of the half-day as its time. */
export function newResponse(seq: number, level: number, now = Date.now()): SubmittedResponse {
  const halfDay = startOfHalfDay(now)
  const time = halfDay.toString(16).padStart(12, '0')
  const chance = randomBytes(10).toString('hex')
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${chance.slice(0, 3)}-8${chance.slice(3, 6)}-${chance.slice(6, 18)}`
  return {
    id,
    seq,
    questionnaire: 'quay-nhanh@1',
    area: 'dat-dai',
    answers: { overall: level },
    language: 'vi',
    answeredAt: civilTime(now),
    dwellMs: 5400,
    gapMs: 61_000,
    assisted: false,
  }
}

/** The receipts of a reply with status 200. */
export const receiptsOf = (reply: Reply): ReceiptReply['receipts'] => (reply.body as ReceiptReply).receipts
