import { connect } from 'node:net'
import type { PairedDevice } from '../../fault/support/client.ts'
import { newResponse } from '../../fault/support/client.ts'

/** What to send where: one response a request, one request at a time on each connection. */
export interface LoadJob {
  readonly address: string
  readonly devices: readonly PairedDevice[]
  readonly connections: number
  readonly seconds: number
}

export interface LoadResult {
  /** Replies with status 200 a second. */
  readonly perSecond: number
  /** Milliseconds from the first byte sent to the last byte received. */
  readonly p50: number
  readonly p99: number
  /** Replies with another status. */
  readonly refused: number
  /** Where each device's numbering stands afterwards. */
  readonly devices: readonly PairedDevice[]
}

/** Loads a server over plain sockets: a client library would need more of the machine than the server it measures. */
export async function load({ address, devices, connections, seconds }: LoadJob): Promise<LoadResult> {
  const { hostname, port } = new URL(address)
  const own = devices.map((device) => ({ ...device }))
  const times: number[] = []
  let refused = 0
  const end = performance.now() + seconds * 1000

  const client = (device: PairedDevice): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname)
      let sentAt = 0
      let received = ''
      const send = (): void => {
        sentAt = performance.now()
        if (sentAt < end) socket.write(requestOf(device, hostname))
        else socket.end(resolve)
      }
      socket.setNoDelay(true)
      socket.on('error', reject)
      socket.on('connect', send)
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1')
        if (!isWhole(received)) return
        if (received.startsWith('HTTP/1.1 200')) times.push(performance.now() - sentAt)
        else refused += 1
        received = ''
        send()
      })
    })

  await Promise.all(Array.from({ length: connections }, (_, index) => client(own[index % own.length] ?? missing())))
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? NaN
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), refused, devices: own }
}

function requestOf(device: PairedDevice, host: string): string {
  const seq = device.seq
  device.seq += 1
  const body = JSON.stringify({ responses: [newResponse(seq, (seq % 5) + 1)] })
  return (
    `POST /api/responses HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${device.token}\r\n` +
    `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  )
}

/** Bodies are plain ASCII here, so a character is a byte. */
function isWhole(received: string): boolean {
  const head = received.indexOf('\r\n\r\n')
  const length = /content-length: (\d+)/i.exec(received)?.[1]
  return head !== -1 && length !== undefined && received.length >= head + 4 + Number(length)
}

function missing(): never {
  throw new Error('no device to send from')
}
