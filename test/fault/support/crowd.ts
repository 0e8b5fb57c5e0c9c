import { randomInt } from 'node:crypto'
import type { SubmittedResponse } from '#contract/responses'
import type { PairedDevice, Reply } from './client.ts'
import { createPoster, newResponse, receiptsOf } from './client.ts'

/** A response that was sent, and what the server said of it. */
export interface Sent {
  readonly device: PairedDevice
  readonly record: SubmittedResponse
  /** A receipt named it: from then on it may never be lost. */
  acknowledged: boolean
}

/** Twenty clients that post without pause, singly and in batches, and keep what they sent. */
export interface Crowd {
  readonly sent: readonly Sent[]
  /** Taps until the server is gone or cannot store any more. @returns once every client has stopped */
  tap(address: string): Promise<void>
  /** Sends everything again. @returns the records whose receipt was not among the expected ones */
  sendAgain(address: string): Promise<string[]>
}

export const CLIENTS = 20
const LARGEST_BATCH = 30

/** A crowd over the given kiosks, several clients to each. */
export function createCrowd(devices: readonly PairedDevice[]): Crowd {
  const sent: Sent[] = []

  const postAll = async (address: string, batch: readonly Sent[], post: ReturnType<typeof createPoster>) => {
    const token = batch[0]?.device.token
    const reply = await post(`${address}/api/responses`, { responses: batch.map(({ record }) => record) }, token)
    if (reply.status === 200) acknowledge(batch, reply)
    return reply
  }

  const client = async (address: string, device: PairedDevice): Promise<void> => {
    const post = createPoster(1)
    for (;;) {
      const batch = Array.from({ length: randomInt(2) === 0 ? 1 : randomInt(2, LARGEST_BATCH) }, () => {
        const record = newResponse(device.seq++, randomInt(1, 6))
        return { device, record, acknowledged: false }
      })
      sent.push(...batch)
      const reply = await postAll(address, batch, post).catch(() => null)
      if (reply === null || reply.status === 503) return
      if (reply.status !== 200) throw new Error(`unexpected reply ${reply.status}: ${JSON.stringify(reply.body)}`)
    }
  }

  return {
    sent,
    tap: async (address) => {
      await Promise.all(
        Array.from({ length: CLIENTS }, (_, index) => client(address, devices[index % devices.length]!)),
      )
    },
    sendAgain: async (address) => {
      const post = createPoster(1)
      const wrong: string[] = []
      for (const device of devices) {
        const own = sent.filter((one) => one.device === device)
        for (let start = 0; start < own.length; start += 100) {
          const batch = own.slice(start, start + 100)
          const known = batch.map(({ acknowledged }) => acknowledged)
          const reply = await postAll(address, batch, post)
          if (reply.status !== 200) throw new Error(`unexpected reply ${reply.status}: ${JSON.stringify(reply.body)}`)
          receiptsOf(reply).forEach(({ id, status }, index) => {
            const expected = status === 'duplicate' || (status === 'stored' && !known[index])
            if (!expected) wrong.push(`${id ?? ''} ${known[index] ? 'acknowledged' : 'unknown'}: ${status}`)
          })
        }
      }
      return wrong
    },
  }
}

function acknowledge(batch: readonly Sent[], reply: Reply): void {
  const receipts = receiptsOf(reply)
  batch.forEach((one, index) => {
    const receipt = receipts[index]
    if (receipt?.id !== one.record.id) throw new Error(`receipt ${index} names ${receipt?.id ?? 'nothing'}`)
    if (receipt.status === 'stored' || receipt.status === 'duplicate') one.acknowledged = true
  })
}
