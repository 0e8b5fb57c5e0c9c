import { definedOnly } from '#core/text/defined-only'
import type { KioskClock } from '../clock/kiosk-clock.ts'
import { serverNow } from '../clock/tap-time.ts'
import { heldCheckpoint } from './checkpoint.ts'
import {
  countWaiting,
  forgetOldCopies,
  nextBatch,
  sendAgain,
  settleAllUnsurely,
  settleTimes,
  applyReceipts,
} from './delivery.ts'
import { hideCopies } from './kept-copies.ts'
import type { CopyKeys } from './kept-copies.ts'
import { addDoubtedTime, allIdentities, currentIdentity, isOut, writeIdentityStatus } from './identities.ts'
import { retryAllRefused } from './retry-refused.ts'
import { sealAbandoned } from './ratings.ts'
import { moveIdentity } from './move-identity.ts'
import type { Identity, KioskDatabase } from './schema.ts'
import type { ServerReply, Server } from '../server/server.ts'
import { livingTabs } from './locks.ts'

/** Time between two heartbeats, in milliseconds. */
export const HEARTBEAT_MS = 60_000
/**
 * So long a rating without a certain time waits for a server that doubts the day, in milliseconds: a person may confirm
 * the time within it. After that it goes as it is, flagged, because a rating may never be held for ever.
 */
export const DOUBT_PATIENCE_MS = 60 * 60_000

export interface DrainerOptions {
  readonly database: KioskDatabase
  readonly server: Server
  readonly clock: KioskClock
  readonly appVersion: string
  readonly storage: 'durable' | 'best-effort'
  /** Keys that open kept copies, as far as the server has given them to this page. */
  readonly copyKeys: () => CopyKeys
  /** Whether the identity this kiosk rates under may take no rating: refused, or replaced by another kiosk. */
  readonly onrefused: (refused: boolean) => void
  /** The assignment in force, by the server's last word. */
  readonly onassignment: (assignment: string) => void
  /** The server's time at this moment, epoch milliseconds: for whoever stamps. */
  readonly ontime: (serverMs: number) => Promise<void>
}

export interface Drainer {
  /** One round over everything that waits. @returns whether the server could be talked to */
  round(): Promise<boolean>
}

/** Sends what is sealed and says that the kiosk lives. Only the holder of the drainer lock runs rounds. */
export function createDrainer(options: DrainerOptions): Drainer {
  const { database, server, clock } = options
  /** The answer `receivedTo` after which copies were last sent again: once is enough for each. */
  const sentAgainFor = new Map<string, number>()
  /** By token, as is the last failure: what became of one identity says nothing of the next. */
  const lastBeats = new Map<string, { readonly atMs: number; readonly hadKey: boolean }>()
  const lastFailures = new Map<string, string>()
  /** When the server last said that it doubts the day, by the monotonic clock; null where the last word was another. */
  let doubtedAtMs: number | null = null

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
    // What the server lacks can be sent again once the key is there: then it is asked again at once.
    const hadKey = options.copyKeys().has(identity.deviceId)
    const isRecent = lastBeat?.hadKey === hadKey && performance.now() - lastBeat.atMs < HEARTBEAT_MS
    if (isRecent && clock.isSure()) return true
    const { waiting, aside } = await countWaiting(database)
    const clockOffsetMs = clock.read().offsetMs
    const lastError = lastFailures.get(identity.token) ?? (aside > 0 ? `set_aside_${aside}` : null)
    const { appVersion, storage } = options
    const checkpoint = (await heldCheckpoint(database)) ?? undefined
    const sentMs = performance.now()
    const reply = await server.heartbeat(identity.token, {
      waiting,
      lastSeq: identity.lastSeq,
      appVersion,
      clockOffsetMs,
      storage,
      lastError,
      ...definedOnly({ checkpoint }),
    })
    if (reply.kind !== 'ok') return refusedBy(reply, identity)
    const repliedMs = performance.now()
    lastBeats.set(identity.token, { atMs: repliedMs, hadKey })
    lastFailures.delete(identity.token)
    const { assignment } = reply.body
    await writeIdentityStatus(database, identity, { refused: false, replaced: assignment === null })
    if (assignment) options.onassignment(assignment)
    const halfRoundTrip = (repliedMs - sentMs) / 2
    // A server that doubts even the day has nothing to teach.
    if (reply.body.timeUncertain === true) await bearDoubt(repliedMs)
    else {
      doubtedAtMs = null
      await options.ontime(Date.parse(reply.body.serverTime) + halfRoundTrip)
    }
    await repair(identity, reply.body.receivedTo)
    return true
  }

  /** Adds up over restarts how long the server has doubted the day; in the end what waits for its time goes without. */
  async function bearDoubt(nowMs: number): Promise<void> {
    const doubtedMs = await addDoubtedTime(database, doubtedAtMs === null ? 0 : nowMs - doubtedAtMs)
    doubtedAtMs = nowMs
    if (doubtedMs >= DOUBT_PATIENCE_MS && !clock.isSure()) await settleAllUnsurely(database, clock.read())
  }

  async function repair(identity: Identity, receivedTo: number): Promise<void> {
    if (sentAgainFor.get(identity.deviceId) === receivedTo) return
    const lost = await sendAgain(database, identity, { receivedTo, keys: options.copyKeys() })
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
      const { receipts } = reply.body
      const answered = { batch, receipts, clock: clock.read(), isSure: clock.isSure() }
      const settled = await applyReceipts(database, answered)
      if (settled === 0) return false
      await repair(identity, reply.body.receivedTo)
    }
  }

  return {
    async round() {
      const living = await livingTabs()
      await sealAbandoned(database, living)
      const beating = await currentIdentity(database)
      let reached = beating === null || (await heartbeat(beating))
      if (clock.isSure()) await settleTimes(database, clock.read(), living)
      for (const identity of await allIdentities(database)) reached = (await deliver(identity)) && reached
      await moveIdentity(database, serverNow(clock.read()), options.copyKeys())
      await retryAllRefused(database, serverNow(clock.read()))
      const current = await currentIdentity(database)
      if (current && reached) reached = await deliver(current)
      await forgetOldCopies(database, serverNow(clock.read()))
      const last = await currentIdentity(database)
      if (last) await hideCopies(database, options.copyKeys(), last.deviceId)
      options.onrefused(isOut(last))
      return reached
    },
  }
}
