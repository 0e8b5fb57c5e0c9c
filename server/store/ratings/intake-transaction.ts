import type { QueryExecutorProvider } from 'kysely'
import { sql } from 'kysely'
import type { Checkpoint } from '#contract/checkpoint'
import type { Receipt } from '#contract/responses'
import { civilDate, civilTimeOn } from '#core/time/civil-time'
import type { Admit } from './resolve-response.ts'
import { writeAudit } from '../ledger/audit.ts'
import type { Codes } from '../catalogue/codes.ts'
import type { Database } from '../engine/database.ts'
import { isStorageFailure } from '../engine/database.ts'
import type { DeviceSequence, OpenDeviceSequence } from '../devices/device-sequence.ts'
import type { DeviceStanding, Incoming } from './intake.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { quarantine } from './quarantine.ts'
import type { Release } from './release.ts'
import type { Grouping, ResponseBatch } from './response-writer.ts'

/** One transaction of the intake. */
export interface IntakeRound {
  /** Whether the device exists and is not revoked, as the transaction sees it. */
  admits(deviceId: number): Promise<boolean>
  /** Only of a device that it admits. */
  take(deviceId: number, incoming: Incoming): Promise<Receipt>
  /** Counts, signs and releases what the round stored. */
  finish(): Promise<ReadonlyMap<number, DeviceStanding>>
}

export interface RoundParts {
  readonly admit: Admit
  readonly codes: () => Codes
  readonly writer: (grouping: Grouping) => ResponseBatch
  readonly sequences: OpenDeviceSequence
  readonly ledger: Ledger
  readonly release: Release
  /** Release at once, for demonstrations and tests. */
  readonly live: boolean
}

/** The database refused a response of a round `together`: the round must be given up and run again `apart`. */
export class RefusedTogetherError extends Error {}

/** Opens a round inside a transaction; `now` in milliseconds since the epoch. */
export type OpenRound = (trx: QueryExecutorProvider, now: number, grouping: Grouping) => IntakeRound

interface DeviceRow {
  readonly unit_id: number
  readonly received_to: number
}

/** A device that the round has admitted. */
interface Admitted {
  readonly unitId: number
  readonly sequence: DeviceSequence
}

/** After every day: what `release` takes as "all that waits". */
const END_OF_TIME = '9999-12-31'

/** Prepares the intake on the writing connection. */
export function createRounds(database: Database, parts: RoundParts): OpenRound {
  const slot = null
  const { db, prepareWrite } = database
  const device = prepareWrite(
    sql<DeviceRow>`select unit_id, received_to from device where id = ${slot} and revoked = 0`.compile(db),
  )
  const flag = prepareWrite(sql`update device set flagged = 1 where id = ${slot}`.compile(db))

  return (trx, now, grouping) => {
    const today = civilDate(now)
    const codes = parts.codes()
    const batch = parts.writer(grouping)
    const devices = new Map<number, Admitted>()

    const audit = (deviceId: number, action: string, subject: string): Promise<void> =>
      writeAudit(trx, { at: civilTimeOn(today), actor: `device:${deviceId}`, action, subject })

    /** `isNew`: the record was stored just now. Sent again, a reused number was noticed before. */
    const account = async (
      deviceId: number,
      { seq, id, isNew }: { readonly seq: number | null; readonly id: string | null; readonly isNew: boolean },
    ): Promise<void> => {
      if (seq === null) return
      const admitted = devices.get(deviceId)
      if (!admitted) throw new Error(`device ${deviceId} was not admitted`)
      if ((await admitted.sequence.account(seq, id)) === 'counted' || !isNew) return
      await flag.run(deviceId)
      await audit(deviceId, 'device.sequence_reused', String(seq))
    }

    const refuse = async (deviceId: number, refused: Extract<Incoming, { kind: 'refused' }>): Promise<Receipt> => {
      await account(deviceId, { seq: refused.seq, id: null, isNew: false })
      return { id: refused.id, status: 'rejected', issues: [...refused.issues] }
    }

    return {
      admits: async (deviceId) => {
        if (devices.has(deviceId)) return true
        const row = await device.first(deviceId)
        if (!row) return false
        devices.set(deviceId, { unitId: row.unit_id, sequence: parts.sequences(deviceId, row.received_to) })
        return true
      },
      take: async (deviceId, incoming) => {
        if (incoming.kind === 'refused') return refuse(deviceId, incoming)
        const { id, seq } = incoming.record
        const admitted = await parts.admit({ deviceId, record: incoming.record, now, today }, codes)
        if (!('unitId' in admitted)) return refuse(deviceId, { kind: 'refused', id, seq, issues: admitted })
        try {
          const status = await batch.write(admitted)
          if (status === 'conflict')
            await quarantine(trx, admitted, { deviceId, actor: `device:${deviceId}`, day: today })
          await account(deviceId, {
            ...{ seq, id: status === 'conflict' ? null : admitted.record.id },
            isNew: status === 'stored',
          })
          return { id, status }
        } catch (error) {
          if (isStorageFailure(error)) throw error
          if (grouping === 'together') throw new RefusedTogetherError('refused by the database', { cause: error })
          return refuse(deviceId, { kind: 'refused', id, seq, issues: [{ path: '', code: 'not_storable' }] })
        }
      },
      finish: async () => {
        const units = await batch.finish()
        const due = { kind: 'closed', day: END_OF_TIME, atLeast: 1 } as const
        for (const unitId of parts.live ? units : []) await parts.release.release(unitId, due)
        const checkpoints = new Map<number, Checkpoint | null>()
        for (const unitId of new Set([...units, ...[...devices.values()].map(({ unitId }) => unitId)]))
          checkpoints.set(unitId, await parts.ledger.checkpoint(unitId, today))
        const standing = new Map<number, DeviceStanding>()
        for (const [deviceId, { unitId, sequence }] of devices)
          standing.set(deviceId, {
            checkpoint: checkpoints.get(unitId) ?? null,
            receivedTo: await sequence.remember(),
          })
        return standing
      },
    }
  }
}
