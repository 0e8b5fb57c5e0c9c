import { backoffMs } from './backoff.ts'
import { countWaiting, forgetOldCopies, nextBatch, sendAgain, settleBatch } from './delivery.ts'
import { allIdentities, clockOffset, currentIdentity, keepClockOffset } from './identities.ts'
import { sealAbandoned } from './ratings.ts'
import { serverNow } from './record.ts'
import type { ClockReading } from './record.ts'
import type { Identity, KioskDatabase } from './schema.ts'
import type { Reply, Server } from './server.ts'
import { livingTabs } from './tabs.ts'

/** Time between two heartbeats, in milliseconds. */
const HEARTBEAT_MS = 60_000

export interface DrainerOptions {
  readonly database: KioskDatabase
  readonly server: Server
  readonly tab: string
  readonly appVersion: string
  readonly storage: 'durable' | 'best-effort'
  /** The server refuses, or no longer refuses, the identity this kiosk rates under. */
  readonly onrefused: (refused: boolean) => void
}

export interface Drainer {
  /** One round over everything that waits. @returns whether the server could be talked to */
  round(): Promise<boolean>
}

/** Sends what is sealed and says that the kiosk lives. Only the holder of the drainer lock runs rounds. */
export function createDrainer(options: DrainerOptions): Drainer {
  const { database, server, tab } = options
  const refused = new Set<string>()
  /** The answer `receivedTo` after which copies were last sent again: once is enough for each. */
  const sentAgainFor = new Map<string, number>()
  let lastBeat = Number.NEGATIVE_INFINITY
  let lastFailure: string | null = null

  async function readClock(): Promise<ClockReading> {
    const offsetMs = await clockOffset(database)
    return { deviceMs: Date.now(), monotonicMs: performance.now(), offsetMs, tab }
  }

  function failed(identity: Identity, reply: Reply<unknown>): void {
    const status = reply.kind === 'failed' ? reply.status : 0
    lastFailure = status === 0 ? 'network' : `http_${status}`
    if (status === 401 || status === 403) refused.add(identity.deviceId)
  }

  async function heartbeat(identity: Identity): Promise<boolean> {
    if (performance.now() - lastBeat < HEARTBEAT_MS) return true
    const { waiting, aside } = await countWaiting(database)
    const clockOffsetMs = Math.round(await clockOffset(database))
    const lastError = lastFailure ?? (aside > 0 ? `set_aside_${aside}` : null)
    const { appVersion, storage } = options
    const asked = performance.now()
    const reply = await server.heartbeat(identity.token, {
      ...{ waiting, lastSeq: identity.lastSeq, appVersion, clockOffsetMs, storage, lastError },
    })
    if (reply.kind !== 'ok') {
      failed(identity, reply)
      return refused.has(identity.deviceId)
    }
    lastBeat = performance.now()
    lastFailure = null
    refused.delete(identity.deviceId)
    const halfRoundTrip = (lastBeat - asked) / 2
    await keepClockOffset(database, Math.round(Date.parse(reply.body.serverTime) + halfRoundTrip - Date.now()))
    await repair(identity, reply.body.receivedTo)
    return true
  }

  async function repair(identity: Identity, receivedTo: number): Promise<void> {
    if (sentAgainFor.get(identity.deviceId) === receivedTo) return
    const lost = await sendAgain(database, identity.deviceId, receivedTo)
    if (lost > 0) sentAgainFor.set(identity.deviceId, receivedTo)
    else sentAgainFor.delete(identity.deviceId)
  }

  async function deliver(identity: Identity): Promise<boolean> {
    for (;;) {
      if (refused.has(identity.deviceId)) return true
      const batch = await nextBatch(database, identity.deviceId)
      if (batch.length === 0) return true
      const reply = await server.send(
        identity.token,
        batch.map((record) => record.response),
      )
      if (reply.kind !== 'ok') {
        failed(identity, reply)
        return refused.has(identity.deviceId)
      }
      const settled = await settleBatch(database, { batch, receipts: reply.body.receipts, clock: await readClock() })
      if (settled === 0) return false
      await repair(identity, reply.body.receivedTo)
    }
  }

  return {
    async round() {
      await sealAbandoned(database, await livingTabs())
      const current = await currentIdentity(database)
      let reached = current === null || (await heartbeat(current))
      for (const identity of await allIdentities(database)) reached = (await deliver(identity)) && reached
      await forgetOldCopies(database, serverNow(await readClock()))
      options.onrefused(current !== null && refused.has(current.deviceId))
      return reached
    },
  }
}

/**
 * Runs rounds for as long as the page lives: one after the other, at once when `wake` is called, else after the
 * heartbeat time or, while the server cannot be reached, with backoff. The one place that retries.
 */
export function keepDraining(drainer: Drainer): { wake: () => void } {
  let wakeUp = (): void => {}
  let woken = false

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (woken) resolve()
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  async function run(): Promise<never> {
    for (let failures = 0; ;) {
      woken = false
      const reached = await drainer.round().catch(() => false)
      failures = reached ? 0 : failures + 1
      await pause(reached ? HEARTBEAT_MS : backoffMs(failures, Math.random()))
    }
  }

  void navigator.locks.request('hailong-drainer', run)
  return {
    wake() {
      woken = true
      wakeUp()
    },
  }
}
