import type { Checkpoint } from '#contract/checkpoint'
import type { Issue } from '#contract/errors'
import type { Receipt, ReceiptReply, SubmittedResponse } from '#contract/responses'
import type { Database } from '../engine/database.ts'
import { isStorageFailure } from '../engine/database.ts'
import type { BeginIntake, IntakeTransaction } from './intake-transaction.ts'
import { NeedsSavepointsError } from './intake-transaction.ts'
import type { SavepointMode } from './response-writer.ts'

/** A response as its schema left it: readable, or refused before it reached the store. */
export type Incoming =
  | { readonly kind: 'record'; readonly record: SubmittedResponse }
  | {
      readonly kind: 'refused'
      readonly id: string | null
      readonly seq: number | null
      readonly issues: readonly Issue[]
    }

export interface Submission {
  readonly deviceId: number
  readonly responses: readonly Incoming[]
}

/** The device was revoked between its request and the commit. */
export class RevokedDeviceError extends Error {}

/** Nothing could be stored; whoever waits must keep its records and try again. */
export class StorageFailedError extends Error {}

export interface Intake {
  /** Resolves after the commit that holds every stored response of the submission. */
  accept(submission: Submission): Promise<ReceiptReply>
  /** Told of a storage failure that a read or another write met: from then on nothing is acknowledged. */
  fail(error: unknown): void
  /** False after a storage failure, and while the disk is full: nothing is acknowledged. */
  healthy(): boolean
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>
}

interface Queued {
  readonly submission: Submission
  resolve(reply: ReceiptReply): void
  reject(error: unknown): void
}

export interface IntakeOptions {
  readonly begin: BeginIntake
  readonly clock: () => number
  /** False while the host's time is in doubt: what comes then is marked so. */
  readonly timeIsCertain: () => boolean
  /** Told once, on the first storage failure: the process must end. */
  readonly onStorageFailure: (error: unknown) => void
  /** False while the disk is so full that nothing may be acknowledged. */
  readonly hasRoom: () => boolean
}

/** Most submissions in one transaction, so that one commit never holds the event loop for long. */
const MOST_PER_COMMIT = 200

/**
 * Group commit: one transaction takes everything that arrived while the last one ran and keeps arriving; flushed on
 * setImmediate, no timer (timers of 2 and 5 ms measured worse). Replies go out after the commit.
 */
export function createIntake(database: Database, options: IntakeOptions): Intake {
  const { begin, clock, timeIsCertain, onStorageFailure, hasRoom } = options
  const queue: Queued[] = []
  let flushing: Promise<void> | null = null
  let failed = false

  const fail = (error: unknown): void => {
    if (failed) return
    failed = true
    onStorageFailure(error)
  }

  const commit = (taken: readonly Queued[], mode: SavepointMode): Promise<() => void> =>
    database.transaction((trx) => storeAll(begin(trx, { now: clock(), isCertain: timeIsCertain() }, mode), taken))

  /** What only the database can refuse is rare: only then does each response get a savepoint of its own. */
  const commitAll = async (taken: readonly Queued[]): Promise<() => void> => {
    try {
      return await commit(taken, 'none')
    } catch (error) {
      if (error instanceof NeedsSavepointsError) return commit(taken, 'perResponse')
      throw error
    }
  }

  const flush = async (): Promise<void> => {
    while (queue.length > 0) {
      await gather(queue)
      const taken = queue.splice(0, MOST_PER_COMMIT)
      try {
        if (failed) throw new Error('storage has failed')
        const reply = await commitAll(taken)
        reply()
      } catch (error) {
        if (isStorageFailure(error)) fail(error)
        const reason = new StorageFailedError('nothing was stored', { cause: error })
        for (const queued of taken) queued.reject(reason)
      }
    }
    flushing = null
  }

  return {
    fail,
    healthy: () => !failed && hasRoom(),
    drain: async () => {
      while (flushing) await flushing
    },
    accept: (submission) => {
      if (failed) return Promise.reject(new StorageFailedError('storage has failed'))
      if (!hasRoom()) return Promise.reject(new StorageFailedError('the disk is full'))
      return new Promise((resolve, reject) => {
        queue.push({ submission, resolve, reject })
        flushing ??= flush()
      })
    },
  }
}

/** Lets the event loop turn for as long as each turn brings more: one commit of many costs little more than one of few. */
async function gather(queue: readonly Queued[]): Promise<void> {
  let known: number
  do {
    known = queue.length
    await nextTurn()
  } while (known < queue.length && queue.length < MOST_PER_COMMIT)
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Writes all submissions of one transaction. @returns what to tell the waiting, once the commit has succeeded */
async function storeAll(transaction: IntakeTransaction, taken: readonly Queued[]): Promise<() => void> {
  const answers: { readonly queued: Queued; readonly receipts: Receipt[] | null }[] = []
  for (const queued of taken) {
    const { deviceId, responses } = queued.submission
    if (!(await transaction.acceptsDevice(deviceId))) {
      answers.push({ queued, receipts: null })
      continue
    }
    const receipts: Receipt[] = []
    for (const response of responses) receipts.push(await transaction.store(deviceId, response))
    answers.push({ queued, receipts })
  }
  const progress = await transaction.finish()
  return () => {
    for (const { queued, receipts } of answers) {
      const device = progress.get(queued.submission.deviceId)
      if (receipts === null || !device) queued.reject(new RevokedDeviceError())
      else queued.resolve({ receipts, ...device })
    }
  }
}

/** How far a device has come: what every reply says of it after the commit. */
export interface DeviceProgress {
  readonly checkpoint: Checkpoint | null
  readonly receivedTo: number
}
