import type { QueryExecutorProvider } from 'kysely'
import { sql } from 'kysely'
import type { Checkpoint } from '#contract/checkpoint'
import type { Receipt } from '#contract/responses'
import { civilDate, civilTimeOn } from '#core/time/civil-time'
import type { ResolveResponse } from './resolve-response.ts'
import type { Attribution } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import type { Codes } from '../catalogue/codes.ts'
import type { Database } from '../engine/database.ts'
import { isStorageFailure } from '../engine/database.ts'
import { createDeviceDayCounts } from '../devices/device-days.ts'
import type { DeviceSequence, OpenDeviceSequence } from '../devices/device-sequence.ts'
import type { DeviceProgress, Incoming } from './intake.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { quarantine } from './quarantine.ts'
import type { Release } from './release.ts'
import type { ResponseBatch, SavepointMode } from './response-writer.ts'

export interface IntakeTransaction {
  /** Whether the device exists and is not revoked, as the transaction sees it. */
  acceptsDevice(deviceId: number): Promise<boolean>
  /** Only of a device that it accepts. */
  store(deviceId: number, incoming: Incoming): Promise<Receipt>
  /** Counts, signs and releases what was stored. */
  finish(): Promise<ReadonlyMap<number, DeviceProgress>>
}

export interface IntakeParts {
  readonly resolveResponse: ResolveResponse
  readonly codes: () => Codes
  readonly writer: (mode: SavepointMode) => ResponseBatch
  readonly sequences: OpenDeviceSequence
  readonly ledger: Ledger
  readonly release: Release
  /** Release at once, for demonstrations and tests. */
  readonly live: boolean
}

/** The database refused a response that has no savepoint: the transaction must be given up and run again with them. */
export class NeedsSavepointsError extends Error {}

/** When responses arrive. */
export interface ArrivalTime {
  /** Milliseconds since the epoch. */
  readonly now: number
  /** False while the server's own time is in doubt. */
  readonly isCertain: boolean
}

/** Begins the intake's part of a transaction. */
export type BeginIntake = (trx: QueryExecutorProvider, time: ArrivalTime, mode: SavepointMode) => IntakeTransaction

interface OfDevice {
  readonly deviceId: number
}

interface DeviceRow {
  readonly unit_id: number
  readonly received_to: number
}

/** A device whose responses are taken in this transaction. */
interface AcceptedDevice {
  readonly unitId: number
  readonly sequence: DeviceSequence
}

/** After every day: what `release` takes as "all that waits". */
const END_OF_TIME = '9999-12-31'

/** Prepares the intake on the writing connection. */
export function prepareIntake(database: Database, parts: IntakeParts): BeginIntake {
  const { statement } = database
  const openDeviceDays = createDeviceDayCounts(database)
  const deviceRow = statement<OfDevice, DeviceRow>(
    (p) => sql`select unit_id, received_to from device where id = ${p('deviceId')} and revoked = 0`,
  )
  const flag = statement<OfDevice>((p) => sql`update device set flagged = 1 where id = ${p('deviceId')}`)

  return (trx, time, mode) => {
    const today = civilDate(time.now)
    const codes = parts.codes()
    const batch = parts.writer(mode)
    const deviceDays = openDeviceDays()
    const devices = new Map<number, AcceptedDevice>()

    /** The day alone: an exact moment beside what somebody sends could tell who sent it. */
    const by = (id: number, unitId: number): Attribution => ({
      actor: { kind: 'device', id, unitId },
      at: civilTimeOn(today),
    })

    /** `isNew`: the record was stored just now. Sent again, a reused number was noticed before. */
    const register = async (
      deviceId: number,
      { seq, id, isNew }: { readonly seq: number | null; readonly id: string | null; readonly isNew: boolean },
    ): Promise<void> => {
      if (seq === null) return
      const device = devices.get(deviceId)
      if (!device) throw new Error(`device ${deviceId} was not accepted`)
      if ((await device.sequence.register(seq, id)) === 'counted' || !isNew) return
      await flag.run({ deviceId })
      await audit(trx, by(deviceId, device.unitId), { action: 'device.sequence_reused', subject: String(seq) })
    }

    const refuse = async (deviceId: number, refused: Extract<Incoming, { kind: 'refused' }>): Promise<Receipt> => {
      await register(deviceId, { seq: refused.seq, id: null, isNew: false })
      return { id: refused.id, status: 'rejected', issues: [...refused.issues] }
    }

    return {
      acceptsDevice: async (deviceId) => {
        if (devices.has(deviceId)) return true
        const row = await deviceRow.first({ deviceId })
        if (!row) return false
        devices.set(deviceId, { unitId: row.unit_id, sequence: parts.sequences(deviceId, row.received_to) })
        return true
      },
      store: async (deviceId, incoming) => {
        if (incoming.kind === 'refused') return refuse(deviceId, incoming)
        const { id, seq } = incoming.record
        const resolved = await parts.resolveResponse({ deviceId, record: incoming.record, time, today }, codes)
        if (!('unitId' in resolved)) return refuse(deviceId, { kind: 'refused', id, seq, issues: resolved })
        try {
          const status = await batch.write(resolved)
          if (status === 'stored') deviceDays.add({ deviceId, ...resolved })
          if (status === 'conflict')
            await quarantine(trx, resolved, { deviceId, actor: by(deviceId, resolved.unitId).actor, day: today })
          await register(deviceId, {
            seq,
            id: status === 'conflict' ? null : resolved.record.id,
            isNew: status === 'stored',
          })
          return { id, status }
        } catch (error) {
          if (isStorageFailure(error)) throw error
          if (mode === 'none') throw new NeedsSavepointsError('refused by the database', { cause: error })
          return refuse(deviceId, { kind: 'refused', id, seq, issues: [{ path: '', code: 'not_storable' }] })
        }
      },
      finish: async () => {
        const units = await batch.finish()
        await deviceDays.finish()
        const due = { kind: 'closed', day: END_OF_TIME, atLeast: 0 } as const
        for (const unitId of parts.live ? units : []) await parts.release.release(unitId, due)
        const checkpoints = new Map<number, Checkpoint | null>()
        for (const unitId of new Set([...units, ...[...devices.values()].map(({ unitId }) => unitId)]))
          checkpoints.set(unitId, await parts.ledger.checkpoint(unitId, today))
        const progress = new Map<number, DeviceProgress>()
        for (const [deviceId, { unitId, sequence }] of devices)
          progress.set(deviceId, {
            checkpoint: checkpoints.get(unitId) ?? null,
            receivedTo: await sequence.remember(),
          })
        return progress
      },
    }
  }
}
