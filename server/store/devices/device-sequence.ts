import { sql } from 'kysely'
import type { Database } from '../engine/database.ts'
import { uuidBytes } from '../ledger/keys.ts'

/** What came of one (device, seq): counted, or taken by a record before. */
export type SequenceOutcome = 'counted' | 'reused'

/** Registers the numbers that one device sends, inside one transaction. */
export interface DeviceSequence {
  /**
   * `responseId`: a UUID; null: the record was refused, and may come again mended.
   * @returns `reused` also for a stored record that is sent again: whoever asks knows which is new
   */
  register(seq: number, responseId: string | null): Promise<SequenceOutcome>
  /** @returns the largest N such that 1…N are all registered, and remembers it */
  remember(): Promise<number>
}

interface Numbered {
  readonly deviceId: number
  readonly seq: number
}

/** `receivedTo`: what `remember` returned last for this device, 0 at first. */
export type OpenDeviceSequence = (deviceId: number, receivedTo: number) => DeviceSequence

/**
 * Prepares the statements on the writing connection. A number that comes in its turn leaves no row, only `received_to`
 * grows: rows stand for numbers ahead of their turn, and for those whose record was refused. None stands at
 * `received_to + 1`.
 */
export function createDeviceSequences({ statement }: Database): OpenDeviceSequence {
  const insert = statement<Numbered & { readonly id: Buffer | null }>(
    (p) => sql`insert into device_sequence (device_id, seq, response_id)
      values (${p('deviceId')}, ${p('seq')}, ${p('id')})
      on conflict (device_id, seq) do nothing`,
  )
  const mend = statement<Numbered & { readonly id: Buffer }>(
    (p) => sql`update device_sequence set response_id = ${p('id')}
      where device_id = ${p('deviceId')} and seq = ${p('seq')} and response_id is null`,
  )
  const known = statement<Numbered, { seq: number }>(
    (p) => sql`select seq from device_sequence where device_id = ${p('deviceId')} and seq = ${p('seq')}`,
  )
  const write = statement<{ readonly deviceId: number; readonly reached: number }>(
    (p) => sql`update device set received_to = ${p('reached')} where id = ${p('deviceId')}`,
  )

  return (deviceId, receivedTo) => {
    let reached = receivedTo
    let remembered = receivedTo

    /** Of a number that has its row, or that came in its turn. */
    const again = async (seq: number, id: Buffer | null): Promise<SequenceOutcome> =>
      id === null || (await mend.run({ id, deviceId, seq })) > 0 ? 'counted' : 'reused'

    return {
      register: async (seq, responseId) => {
        const inTurn = seq === reached + 1
        if (!inTurn || responseId === null) {
          const id = responseId === null ? null : uuidBytes(responseId)
          if (seq <= reached || (await insert.run({ deviceId, seq, id })) === 0) return again(seq, id)
        }
        if (inTurn) reached += 1
        while (inTurn && (await known.first({ deviceId, seq: reached + 1 }))) reached += 1
        return 'counted'
      },
      remember: async () => {
        if (reached !== remembered) await write.run({ reached, deviceId })
        remembered = reached
        return reached
      },
    }
  }
}
