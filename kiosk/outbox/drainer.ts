import { countWaiting, forgetOldCopies, nextBatch, sendAgain, applyReceipts } from './delivery.ts'
import {
  allIdentities,
  clockOffset,
  currentIdentity,
  isOut,
  keepClockOffset,
  writeIdentityStatus,
} from './identities.ts'
import { retryAllRefused } from './retry-refused.ts'
import { sealAbandoned } from './ratings.ts'
import { moveIdentity } from './move-identity.ts'
import { serverNow } from './entry.ts'
import type { ClockReading } from './entry.ts'
import type { Identity, KioskDatabase } from './schema.ts'
import type { ServerReply, Server } from './server.ts'
import { livingTabs } from './tabs.ts'

/** Time between two heartbeats, in milliseconds. */
export const HEARTBEAT_MS = 60_000

export interface DrainerOptions {
  readonly database: KioskDatabase
  readonly server: Server
  readonly tab: string
  readonly appVersion: string
  readonly storage: 'durable' | 'best-effort'
  /** Whether the identity this kiosk rates under may take no rating: refused, or replaced by another kiosk. */
  readonly onrefused: (refused: boolean) => void
  /** The assignment in force, by the server's last word. */
  readonly onassignment: (assignment: string) => void
}

export interface Drainer {
  /** One round over everything that waits. @returns whether the server could be talked to */
  round(): Promise<boolean>
}

/** Sends what is sealed and says that the kiosk lives. Only the holder of the drainer lock runs rounds. */
export function createDrainer(options: DrainerOptions): Drainer {
  const { database, server, tab } = options
  /** The answer `receivedTo` after which copies were last sent again: once is enough for each. */
  const sentAgainFor = new Map<string, number>()
  /** By token, as is the last failure: what became of one identity says nothing of the next. */
  const lastBeats = new Map<string, number>()
  const lastFailures = new Map<string, string>()

  async function readClock(): Promise<ClockReading> {
    const offsetMs = await clockOffset(database)
    return { deviceMs: Date.now(), monotonicMs: performance.now(), offsetMs, tab }
  }

  /** Writes the failure down. @returns whether the server answered all the same: it refuses this identity */
  async function refusedBy(reply: ServerReply<unknown>, identity: Identity): Promise<boolean> {
    const status = reply.kind === 'failed' ? reply.status : 0
    lastFailures.set(identity.token, status === 0 ? 'network' : `http_${status}`)
    if (status !== 401) return false
    await writeIdentityStatus(database, identity, { refused: true })
    return true
  }

  async function heartbeat(identity: Identity): Promise<boolean> {
    const lastBeat = lastBeats.get(identity.token)
    if (lastBeat !== undefined && performance.now() - lastBeat < HEARTBEAT_MS) return true
    const { waiting, aside } = await countWaiting(database)
    const clockOffsetMs = Math.round(await clockOffset(database))
    const lastError = lastFailures.get(identity.token) ?? (aside > 0 ? `set_aside_${aside}` : null)
    const { appVersion, storage } = options
    const sentMs = performance.now()
    const reply = await server.heartbeat(identity.token, {
      waiting,
      lastSeq: identity.lastSeq,
      appVersion,
      clockOffsetMs,
      storage,
      lastError,
    })
    if (reply.kind !== 'ok') return refusedBy(reply, identity)
    const repliedMs = performance.now()
    lastBeats.set(identity.token, repliedMs)
    lastFailures.delete(identity.token)
    const { assignment } = reply.body
    await writeIdentityStatus(database, identity, { refused: false, replaced: assignment === null })
    if (assignment) options.onassignment(assignment)
    const halfRoundTrip = (repliedMs - sentMs) / 2
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
    if (identity.refused) return true
    for (;;) {
      const batch = await nextBatch(database, identity.deviceId)
      if (batch.length === 0) return true
      const reply = await server.send(
        identity.token,
        batch.map((entry) => entry.response),
      )
      if (reply.kind !== 'ok') return refusedBy(reply, identity)
      const settled = await applyReceipts(database, { batch, receipts: reply.body.receipts, clock: await readClock() })
      if (settled === 0) return false
      await repair(identity, reply.body.receivedTo)
    }
  }

  return {
    async round() {
      await sealAbandoned(database, await livingTabs())
      const beating = await currentIdentity(database)
      let reached = beating === null || (await heartbeat(beating))
      for (const identity of await allIdentities(database)) reached = (await deliver(identity)) && reached
      await moveIdentity(database, serverNow(await readClock()))
      await retryAllRefused(database, serverNow(await readClock()))
      const current = await currentIdentity(database)
      if (current && reached) reached = await deliver(current)
      await forgetOldCopies(database, serverNow(await readClock()))
      options.onrefused(isOut(await currentIdentity(database)))
      return reached
    },
  }
}
