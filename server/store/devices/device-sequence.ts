import { sql } from 'kysely'
import type { Database } from '../engine/database.ts'
import { uuidBytes } from '../ledger/keys.ts'

/** What came of one (device, seq): counted, or taken by a record before. */
export type SequenceOutcome = 'counted' | 'reused'

/** Accounts for the numbers one device sends, inside one transaction. */
export interface DeviceSequence {
  /**
   * `responseId`: a UUID; null: the record was refused, and may come again mended.
   * @returns `reused` also for a stored record that is sent again: whoever asks knows which is new
   */
  account(seq: number, responseId: string | null): Promise<SequenceOutcome>
  /** @returns the largest N such that 1…N are all accounted for, and remembers it */
  remember(): Promise<number>
}

/** `receivedTo`: what `remember` returned last for this device, 0 at first. */
export type OpenDeviceSequence = (deviceId: number, receivedTo: number) => DeviceSequence

/**
 * Prepares the statements on the writing connection. A number that comes in its turn leaves no row, only `received_to`
 * grows: rows stand for numbers ahead of their turn, and for those whose record was refused. None stands at
 * `received_to + 1`.
 */
export function createDeviceSequences(database: Database): OpenDeviceSequence {
  const slot = null
  const { db, prepareWrite } = database
  const insert = prepareWrite(
    sql`insert into device_sequence (device_id, seq, response_id) values (${slot}, ${slot}, ${slot})
      on conflict (device_id, seq) do nothing`.compile(db),
  )
  const mend = prepareWrite(
    sql`update device_sequence set response_id = ${slot}
      where device_id = ${slot} and seq = ${slot} and response_id is null`.compile(db),
  )
  const known = prepareWrite(
    sql<{ seq: number }>`select seq from device_sequence
      where device_id = ${slot} and seq = ${slot}`.compile(db),
  )
  const write = prepareWrite(sql`update device set received_to = ${slot} where id = ${slot}`.compile(db))

  return (deviceId, receivedTo) => {
    let reached = receivedTo
    let remembered = receivedTo

    /** Of a number that has its row, or that came in its turn. */
    const again = async (seq: number, id: Buffer | null): Promise<SequenceOutcome> =>
      id === null || (await mend.run(id, deviceId, seq)) > 0 ? 'counted' : 'reused'

    return {
      account: async (seq, responseId) => {
        const inTurn = seq === reached + 1
        if (!inTurn || responseId === null) {
          const id = responseId === null ? null : uuidBytes(responseId)
          if (seq <= reached || (await insert.run(deviceId, seq, id)) === 0) return again(seq, id)
        }
        if (inTurn) reached += 1
        while (inTurn && (await known.first(deviceId, reached + 1))) reached += 1
        return 'counted'
      },
      remember: async () => {
        if (reached !== remembered) await write.run(reached, deviceId)
        remembered = reached
        return reached
      },
    }
  }
}
