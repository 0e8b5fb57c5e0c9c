import { sql } from 'kysely'
import type { Database } from './database.ts'

/** What came of one (device, seq): counted for the first time, known already, or seen before under another id. */
export type SequenceOutcome = 'counted' | 'reused'

/** Accounts for every sequence number a device has sent; inside the caller's transaction. */
export interface DeviceSequences {
  /** `responseId` null: the record was refused, and may come again mended. */
  account(deviceId: number, seq: number, responseId: Buffer | null): Promise<SequenceOutcome>
  /** @returns the largest N such that 1…N are all accounted for, and remembers it */
  advance(deviceId: number, receivedTo: number): Promise<number>
}

/** Prepares the statements on the writing connection. */
export function createDeviceSequences(database: Database): DeviceSequences {
  const slot = null
  const { db, prepareWrite } = database
  const insert = prepareWrite(
    sql`insert into device_sequence (device_id, seq, response_id) values (${slot}, ${slot}, ${slot})
      on conflict (device_id, seq) do update set response_id = excluded.response_id
      where device_sequence.response_id is null`.compile(db),
  )
  const known = prepareWrite(
    sql<{ response_id: Buffer | null }>`select response_id from device_sequence
      where device_id = ${slot} and seq = ${slot}`.compile(db),
  )
  const remember = prepareWrite(sql`update device set received_to = ${slot} where id = ${slot}`.compile(db))

  return {
    account: async (deviceId, seq, responseId) => {
      if ((await insert.run(deviceId, seq, responseId)) > 0 || responseId === null) return 'counted'
      const before = (await known.first(deviceId, seq))?.response_id
      return before && Buffer.compare(before, responseId) === 0 ? 'counted' : 'reused'
    },
    advance: async (deviceId, receivedTo) => {
      let reached = receivedTo
      while (await known.first(deviceId, reached + 1)) reached += 1
      if (reached !== receivedTo) await remember.run(reached, deviceId)
      return reached
    },
  }
}
